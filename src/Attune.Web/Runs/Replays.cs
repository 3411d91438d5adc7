using Attune.Datasets;
using Attune.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Lays trials out again. Holds what the last few runs asked about, and the last few histories. Thread-safe.</summary>
internal sealed class Replays(DatasetShelf datasets)
{
    /// <summary>A dataset's random sessions stay in memory while it is among the last.</summary>
    private const int MostRuns = 2;

    private const int MostTrials = 4;

    private readonly Recent<RunReplay> _runs = new(MostRuns);
    private readonly Recent<Replay> _trials = new(MostTrials);

    public async Task<Replay> OfAsync(ShelfEntry run, RunRecord record, TrialRecord trial, CancellationToken cancellationToken)
    {
        if (datasets.Named(record.Experiment.Dataset) is not { } dataset) return new(null, null, Missing(record, "the history cannot be laid out again"));
        try
        {
            // Others may wait for the same, so who gives up does not stop it.
            return await _trials.OfAsync($"{StampOf(run, record, dataset)}\n{trial.Key}\n{trial.PromptHash}", async () =>
            {
                var replay = await RunAsync(run, record, dataset);
                var laidOut = await replay.OfAsync(trial, CancellationToken.None);
                return laidOut is null ? new Replay(null, replay, "The experiment on the dataset of today has no such trial: " + Sentence(replay.Differences)) : new(laidOut, replay, null);
            }).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (IsOfTheDataset(e))
        {
            return new(null, null, "The history cannot be laid out again: " + e.Message);
        }
    }

    /// <summary>What a run asked about, or why that cannot be told.</summary>
    public async Task<(RunReplay? Replay, string? Fault)> RunAsync(ShelfEntry run, RunRecord record, CancellationToken cancellationToken)
    {
        if (datasets.Named(record.Experiment.Dataset) is not { } dataset) return (null, Missing(record, "its preferences and queries cannot be shown"));
        try
        {
            return (await RunAsync(run, record, dataset).WaitAsync(cancellationToken), null);
        }
        catch (Exception e) when (IsOfTheDataset(e))
        {
            return (null, "Its preferences and queries cannot be shown: " + e.Message);
        }
    }

    private Task<RunReplay> RunAsync(ShelfEntry run, RunRecord record, ShelfEntry dataset) =>
        _runs.OfAsync(StampOf(run, record, dataset), () => Task.Run(() => new RunReplay(record, Dataset.Open(dataset.Location)), CancellationToken.None));

    private static bool IsOfTheDataset(Exception e) => e is BadInputException or IOException or UnauthorizedAccessException or KeyNotFoundException or ArgumentException;

    private static string Missing(RunRecord record, string so) => $"The dataset '{record.Identity.Dataset}' is not among this console's datasets, so {so}.";

    private static string StampOf(ShelfEntry run, RunRecord record, ShelfEntry dataset) => $"{run.Location}\n{record.Started:O}\n{dataset.Location}\n{StampOf(dataset)}";

    private static string Sentence(IReadOnlyList<string> differences) => differences.Count == 0 ? "its query or user is gone." : string.Join("; ", differences) + ".";

    private static string StampOf(ShelfEntry dataset) => Directory.Exists(dataset.Location)
        ? string.Join(' ', new DirectoryInfo(dataset.Location).EnumerateFiles("*.json*").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Length}:{f.LastWriteTimeUtc.Ticks}"))
        : "";
}
