using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>Embeddings brought to length 1, so that their product is the cosine.</summary>
internal static class Directions
{
    /// <exception cref="ArgumentException">They differ in length, or one is not finite.</exception>
    public static IReadOnlyList<float[]> Of(IEnumerable<ReadOnlyMemory<float>> embeddings)
    {
        var directions = new List<float[]>();
        foreach (var embedding in embeddings)
        {
            if (directions.Count > 0 && embedding.Length != directions[0].Length)
                throw new ArgumentException($"Embedding {directions.Count} has {embedding.Length} dimensions, those before it {directions[0].Length}.", nameof(embeddings));
            var length = TensorPrimitives.Norm(embedding.Span);
            if (!float.IsFinite(length)) throw new ArgumentException($"Embedding {directions.Count} is not finite.", nameof(embeddings));
            var direction = new float[embedding.Length];
            if (length > 0) TensorPrimitives.Divide(embedding.Span, length, direction);
            directions.Add(direction);
        }

        return directions;
    }
}
