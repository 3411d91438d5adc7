using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>How alike two texts are on average, from which what counts as alike is measured.</summary>
internal readonly record struct AverageLikeness(double Value)
{
    /// <summary>A few texts tell little about texts at large: so many more, with nothing in common, are counted with them.</summary>
    private const int Strangers = 5;

    public static AverageLikeness Of(IReadOnlyList<float[]> directions)
    {
        if (directions.Count < 2) return new(0);
        var sum = new double[directions[0].Length];
        foreach (var direction in directions)
            for (var i = 0; i < sum.Length; i++) sum[i] += direction[i];
        var count = (double)directions.Count;
        var mean = (TensorPrimitives.SumOfSquares<double>(sum) - count) / (count * (count - 1));
        return new(Math.Clamp(mean * count / (count + Strangers), 0, 0.99));
    }

    /// <summary>The cosine that is this share of the way to identity.</summary>
    public double Reach(double share) => Value + share * (1 - Value);
}
