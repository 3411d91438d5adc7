namespace Attune.Statistics;

/// <summary>The difference of two shares, or a mean of such differences, with its 95% interval.</summary>
/// <param name="Value">The first minus the second, −1 to 1.</param>
/// <param name="Low">Lower end; null where one of the shares has no interval.</param>
/// <param name="High">Upper end; null likewise.</param>
/// <param name="N">Values behind it: pairs where it is paired, else those of both shares.</param>
public sealed record ShareDifference(double Value, double? Low, double? High, int N)
{
    /// <summary>
    /// Of two shares whose intervals are known: each end lies as far from the difference as the shares' own ends, added in squares (Zou and
    /// Donner, 2008, Statistics in Medicine 27(10)). It takes the shares as independent; where they rise and fall together, it is too wide.
    /// </summary>
    /// <param name="first">The one share.</param>
    /// <param name="second">The one to subtract.</param>
    public static ShareDifference Of(Estimate first, Estimate second) => Of(new(first.Mean, first.Low, first.High, first.N), new ShareDifference(second.Mean, second.Low, second.High, second.N));

    /// <summary>The mean of values that were paired one by one.</summary>
    internal static ShareDifference Paired(Estimate differences) => new(differences.Mean, differences.Low, differences.High, differences.N);

    internal static ShareDifference Of(ShareDifference first, ShareDifference second)
    {
        var (value, n) = (first.Value - second.Value, first.N + second.N);
        return first is { Low: { } low1, High: { } high1 } && second is { Low: { } low2, High: { } high2 }
            ? new(value, value - double.Hypot(first.Value - low1, high2 - second.Value), value + double.Hypot(high1 - first.Value, second.Value - low2), n)
            : new(value, null, null, n);
    }

    /// <summary>The plain mean of differences that do not hang together; at least one.</summary>
    internal static ShareDifference Mean(IReadOnlyList<ShareDifference> differences)
    {
        var (value, n) = (differences.Average(d => d.Value), differences.Sum(d => d.N));
        return differences.All(d => d is { Low: not null, High: not null })
            ? new(value, value - Distance(d => d.Value - d.Low!.Value), value + Distance(d => d.High!.Value - d.Value), n)
            : new(value, null, null, n);

        double Distance(Func<ShareDifference, double> end) => Math.Sqrt(differences.Sum(d => end(d) * end(d))) / differences.Count;
    }
}
