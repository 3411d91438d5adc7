using System.Runtime.InteropServices;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary><c>POST /v1/embeddings</c>: the embedded lexical embedding, whichever model is served.</summary>
internal sealed class Embeddings(ServedModel model, IEmbeddingGenerator<string, Embedding<float>> generator) : IOperation
{
    public string Name => "embeddings";

    public string IdHeader => "x-request-id";

    public Reply Refuse(Refusal refusal) => OpenAiErrors.Of(refusal);

    public void Announce(IHeaderDictionary headers, RateState state) => OpenAiRates.Write(headers, state);

    public IQuestion Read(ReadOnlySpan<byte> body) => new Question(EmbeddingReader.Read(body, model), Fingerprint.Of(body), generator);

    private sealed class Question(EmbeddingRequest request, UInt128 name, IEmbeddingGenerator<string, Embedding<float>> generator) : IQuestion
    {
        public UInt128 Name => name;

        public int Tokens { get; } = request.Inputs.Sum(i => Tokenizer.Default.Count(i));

        public async ValueTask<Reply> AnswerAsync(string id, FaultKind? fault, CancellationToken cancellationToken)
        {
            var embeddings = await generator.GenerateAsync(request.Inputs, cancellationToken: cancellationToken);
            var vectors = embeddings.Select(e => e.Vector).Take(fault == FaultKind.Empty ? 0 : int.MaxValue);
            var usage = new EmbeddingUsage(Tokens, Tokens);
            var reply = request.Base64
                ? Reply.Json(new("list", Items(vectors.Select(Base64)), request.Model, usage), WireJson.Compact.EmbeddingListString)
                : Reply.Json(new("list", Items(vectors.Select(v => v.ToArray())), request.Model, usage), WireJson.Compact.EmbeddingListSingleArray);
            return reply with { Usage = new(Tokens, 0, default) };
        }

        private static List<EmbeddingItem<T>> Items<T>(IEnumerable<T> vectors) => [.. vectors.Select((v, i) => new EmbeddingItem<T>("embedding", i, v))];

        // Little-endian floats, as the vendor sends them; every processor that .NET 10 runs on is little-endian or swaps here.
        private static string Base64(ReadOnlyMemory<float> vector)
        {
            var bytes = MemoryMarshal.AsBytes(vector.Span).ToArray();
            if (!BitConverter.IsLittleEndian)
                for (var i = 0; i < bytes.Length; i += sizeof(float)) bytes.AsSpan(i, sizeof(float)).Reverse();
            return Convert.ToBase64String(bytes);
        }
    }
}
