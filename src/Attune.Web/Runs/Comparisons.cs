using Attune.Reports;
using Attune.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Paired differences within a run and between two, made one at a time; the last few are kept. Thread-safe.</summary>
internal sealed class Comparisons(HeavyWork heavy)
{
    private const int Most = 8;

    private readonly Recent<Comparison> _held = new(Most);

    /// <summary>A against B, or, where they are one, its methods against zero-shot.</summary>
    /// <exception cref="BadInputException">They measure different things, or have no question in common.</exception>
    public Task<Comparison> OfAsync(ShelfEntry a, ShelfEntry b)
    {
        IReadOnlyList<ShelfEntry> runs = a.Name == b.Name ? [a] : [a, b];
        return _held.OfAsync(
            string.Join('\n', StampOf(a), StampOf(b)),
            () => heavy.DoAsync(runs.Sum(LengthOf), () => Comparison.Of([.. runs.Select(r => RunFolder.Open(r.Location))]), CancellationToken.None));
    }

    private static string StampOf(ShelfEntry run) => $"{run.Location} {LengthOf(run)} {run.Changed.Ticks}";

    private static long LengthOf(ShelfEntry run) => new FileInfo(Path.Combine(run.Location, "trials.jsonl")) is { Exists: true } log ? log.Length : 0;
}
