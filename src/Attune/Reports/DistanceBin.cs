namespace Attune.Reports;

/// <summary>Bins of the tokens between the last turn that reveals a preference and the question.</summary>
internal static class DistanceBin
{
    private static readonly int[] Thousands = [1, 2, 5, 10, 20, 50, 100, 200];

    /// <summary>Their names, from near to far; a bin begins where the one before it ends.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["below 1k", .. Thousands.Zip(Thousands.Skip(1), (from, to) => $"{from}k to {to}k"), $"{Thousands[^1]}k and more"];

    /// <summary>The bin of a distance.</summary>
    public static string Of(long tokens) => Names[Thousands.Count(t => tokens >= t * 1000L)];
}
