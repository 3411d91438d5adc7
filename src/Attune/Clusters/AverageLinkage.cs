using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>Joins clusters while all pairs of their texts are on average alike enough: within cells, and then the clusters of all cells anew.</summary>
internal sealed class AverageLinkage(float alike, long seed, ParallelOptions parallel)
{
    /// <summary>Rounds in which clusters of different cells may meet.</summary>
    private const int Rounds = 10;

    /// <summary>A round that joins less than one in so many is the last.</summary>
    private const int Worth = 100;

    public IReadOnlyList<Cluster> Join(IReadOnlyList<Cluster> clusters)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = clusters;
            var cells = new Cells([.. before.Select(Direction)], seed, $"clusters {round}", parallel).Divide();
            var joined = new IReadOnlyList<Cluster>[cells.Count];
            Parallel.For(0, cells.Count, parallel, cell => joined[cell] = new LinkedCell([.. cells[cell].Select(i => before[i])], alike).Join());
            clusters = [.. joined.SelectMany(c => c).OrderBy(c => c.Texts[0])];
            if (cells.Count <= 1 || before.Count - clusters.Count < before.Count / Worth) break;
        }

        return clusters;
    }

    private static float[] Direction(Cluster cluster)
    {
        if (cluster.Texts.Length == 1) return cluster.Sum;
        var direction = new float[cluster.Sum.Length];
        var length = TensorPrimitives.Norm<float>(cluster.Sum);
        if (length > 0) TensorPrimitives.Divide(cluster.Sum, length, direction);
        return direction;
    }
}
