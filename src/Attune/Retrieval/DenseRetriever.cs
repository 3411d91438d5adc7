using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Retrieval;

/// <summary>
/// Finds turns by cosine similarity of embeddings, user message and reply together, as RealPref does (appendix C.2).
/// A turn is embedded once for as long as its user message lives. Thread-safe if the generator is; two searches at once may both
/// pay for the same turn.
/// </summary>
/// <param name="embeddings">Makes the vectors; stays the caller's to dispose.</param>
/// <param name="batch">Texts a request, at least 1.</param>
public sealed class DenseRetriever(IEmbeddingGenerator<string, Embedding<float>> embeddings, int batch = 64) : ITurnRetriever
{
    private readonly ConditionalWeakTable<ChatMessage, Embedding<float>> _known = [];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> FindAsync(
        string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default)
    {
        foreach (var chunk in turns.Where(t => !_known.TryGetValue(t.User, out _)).DistinctBy(t => t.User).Chunk(batch))
        {
            var made = await embeddings.GenerateAsync(chunk.Select(Text), cancellationToken: cancellationToken).ConfigureAwait(false);
            foreach (var (turn, embedding) in chunk.Zip(made)) _known.AddOrUpdate(turn.User, embedding);
        }

        var target = (await embeddings.GenerateAsync([query], cancellationToken: cancellationToken).ConfigureAwait(false)).FirstOrDefault() ?? throw TooFew();
        var scores = turns.Select(t => (double)Similarity(target, Known(t))).ToArray();
        return [.. Bm25.Top(scores, count).Select(s => s.Index)];
    }

    private Embedding<float> Known(ConversationTurn turn) =>
        _known.TryGetValue(turn.User, out var embedding) ? embedding : throw TooFew();

    private static InvalidOperationException TooFew() => new("The generator gave fewer embeddings than texts.");

    private static float Similarity(Embedding<float> a, Embedding<float> b) => TensorPrimitives.CosineSimilarity(a.Vector.Span, b.Vector.Span);

    private static string Text(ConversationTurn turn) => turn.Assistant is null ? turn.User.Text : $"{turn.User.Text}\n{turn.Assistant.Text}";
}
