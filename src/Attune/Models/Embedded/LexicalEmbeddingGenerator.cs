using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>
/// Embeds a text as a hashed bag of its stems and of neighbouring ones (signed feature hashing, logarithmic counts, length 1): texts
/// are close when they share content words, in the same order even more. The same text gives the same vector on every machine. Thread-safe.
/// </summary>
internal sealed class LexicalEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    public const int Dimensions = 256;

    private const uint Sign = 1u << 30;

    /// <summary>Places of a feature: two that meet in one of them have little in common still.</summary>
    private const int Places = 4;

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new(Embed(value)));
        }

        return Task.FromResult(embeddings);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var (feature, weight) in LexicalFeatures.Of(text))
        {
            var hash = Hash(feature);
            for (var place = 0; place < Places; place++, hash = Mixed(hash)) vector[hash % Dimensions] += (hash & Sign) == 0 ? weight : -weight;
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        else vector[0] = 1; // A text without words must have a direction too.
        return vector;
    }

    private static uint Mixed(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 2246822519u;
        return hash ^ (hash >> 13);
    }

    /// <summary>FNV-1a, with its high bits mixed into the low ones.</summary>
    private static uint Hash(string feature)
    {
        var hash = 2166136261u;
        foreach (var letter in feature) hash = (hash ^ letter) * 16777619u;
        return hash ^ (hash >> 15);
    }
}
