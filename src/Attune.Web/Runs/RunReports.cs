using System.Diagnostics;
using Attune.Reports;
using Attune.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>
/// The numbers of runs, made one run at a time and kept while nothing changes; those of a run that goes on are made anew now and then, the
/// longer it takes the more seldom. Thread-safe.
/// </summary>
internal sealed class RunReports(TimeProvider clock, HeavyWork heavy, IHostApplicationLifetime lifetime)
{
    private const int Most = 12;

    /// <summary>A part of the time that goes into the numbers of one run that goes on.</summary>
    private const int Share = 10;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>The numbers of a run as of now, or nearly; waits for the first ones as long as somebody would.</summary>
    public async Task<RunReport> OfAsync(ShelfEntry run, TimeSpan patience, CancellationToken cancellationToken)
    {
        var held = HeldOf(run);
        await Task.WhenAny(held.Work!, Task.Delay(patience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        lock (held) return new(held.Document, !held.Work!.IsCompleted, held.Made, held.Fault);
    }

    private Held HeldOf(ShelfEntry run)
    {
        Held? held;
        lock (_held)
        {
            if (!_held.TryGetValue(run.Location, out held)) _held[run.Location] = held = new();
            held.Used = clock.GetUtcNow();
            while (_held.Count > Most) _held.Remove(_held.MinBy(h => h.Value.Used).Key);
        }

        lock (held)
        {
            var stamp = StampOf(run);
            var rests = held.Made is { } made && clock.GetUtcNow() - made < Max(held.Took * Share, Shortest);
            if (held.Work is null || (held.Work.IsCompleted && held.Stamp != stamp && !rests)) held.Work = Task.Run(() => MakeAsync(run, held, stamp), CancellationToken.None);
        }

        return held;
    }

    private async Task MakeAsync(ShelfEntry run, Held held, string stamp)
    {
        RunDocument? document = null;
        string? fault = null;
        var watch = Stopwatch.StartNew();
        try
        {
            document = await heavy.DoAsync(LengthOf(run), () =>
            {
                watch.Restart();
                var folder = RunFolder.Open(run.Location);
                return RunDocument.Of(folder, folder.ReadRecord()!, RunResults.Read(folder));
            }, lifetime.ApplicationStopping);
        }
        catch (BadInputException e)
        {
            fault = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or OperationCanceledException)
        {
            fault = "The numbers of this run cannot be made: " + e.Message;
        }

        lock (held) (held.Document, held.Fault, held.Stamp, held.Made, held.Took) = (document, fault, stamp, clock.GetUtcNow(), watch.Elapsed);
    }

    /// <summary>What changes where the run does.</summary>
    private static string StampOf(ShelfEntry run) => string.Join(' ', ((string[])["run.json", "trials.jsonl", "verdicts.jsonl", "contests.jsonl"])
        .Select(f => new FileInfo(Path.Combine(run.Location, f))).Select(f => f.Exists ? $"{f.Length}:{f.LastWriteTimeUtc.Ticks}" : "-"));

    private static long LengthOf(ShelfEntry run) => new FileInfo(Path.Combine(run.Location, "trials.jsonl")) is { Exists: true } log ? log.Length : 0;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class Held
    {
        public Task? Work { get; set; }

        public RunDocument? Document { get; set; }

        public string? Fault { get; set; }

        public string? Stamp { get; set; }

        public DateTimeOffset? Made { get; set; }

        public TimeSpan Took { get; set; }

        public DateTimeOffset Used { get; set; }
    }
}
