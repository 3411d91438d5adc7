using Attune.Models;
using Attune.Providers.Http;
using Attune.Providers.Limits;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using EmbeddingGenerationOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace Attune.Providers.OpenAi;

/// <summary>Embeddings, as OpenAI and the servers compatible with it make them. Thread-safe.</summary>
internal sealed class OpenAiEmbeddingGenerator(EmbeddingClient client, Endpoint endpoint, EndpointCall call, CallFaults faults, InputEstimate estimate)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(endpoint.Vendor.Provider, endpoint.Url, endpoint.Name.Model);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        if (texts.Count == 0) return [];

        var request = new OpenAI.Embeddings.EmbeddingGenerationOptions { Dimensions = options?.Dimensions };
        var answer = await call.RunAsync(
            estimate.Of(texts),
            async (turn, token) =>
            {
                var made = (await client.GenerateEmbeddingsAsync(texts, request, token).ConfigureAwait(false)).Value;
                if (made.Usage is { } used) turn.Charge(new TokenUsage(used.InputTokenCount, 0, 0));
                return made;
            },
            cancellationToken).ConfigureAwait(false);
        if (answer.Count != texts.Count) throw faults.Unreadable($"gives {answer.Count} embeddings for {texts.Count} texts");

        // The endpoint numbers its vectors and need not keep their order.
        return new(answer.OrderBy(e => e.Index).Select(e => new Embedding<float>(e.ToFloats()) { ModelId = answer.Model }))
        {
            Usage = answer.Usage is { } usage ? new() { InputTokenCount = usage.InputTokenCount, TotalTokenCount = usage.TotalTokenCount } : null,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Holds nothing of its own: connections are shared by all clients of the process.</summary>
    public void Dispose() { }
}
