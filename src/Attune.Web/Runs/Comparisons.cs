using Attune.Reports;
using Attune.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Paired differences within a run and between two, made one at a time; the last few are kept. Thread-safe.</summary>
internal sealed class Comparisons
{
    private const int Most = 8;

    private readonly SemaphoreSlim _one = new(1);
    private readonly Recent<Comparison> _held = new(Most);

    /// <summary>A against B, or, where they are one, its methods against zero-shot.</summary>
    /// <exception cref="BadInputException">They measure different things, or have no question in common.</exception>
    public Task<Comparison> OfAsync(ShelfEntry a, ShelfEntry b) => _held.OfAsync(string.Join('\n', StampOf(a), StampOf(b)), () => Task.Run(async () =>
    {
        await _one.WaitAsync();
        try
        {
            IReadOnlyList<ShelfEntry> runs = a.Name == b.Name ? [a] : [a, b];
            return Comparison.Of([.. runs.Select(r => RunFolder.Open(r.Location))]);
        }
        finally
        {
            _one.Release();
        }
    }));

    private static string StampOf(ShelfEntry run) => $"{run.Location} {new FileInfo(Path.Combine(run.Location, "trials.jsonl")) switch { { Exists: true } f => f.Length, _ => 0 }} {run.Changed.Ticks}";
}
