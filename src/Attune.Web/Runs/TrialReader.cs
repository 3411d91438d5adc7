using Attune.Web.Runs.Index;

namespace Attune.Web.Runs;

/// <summary>Puts together what the page of a trial shows. Thread-safe.</summary>
internal sealed class TrialReader(RunReader runs, RunIndexes indexes, Replays replays)
{
    private const int MostSiblings = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A trial with everything about it; null where there is none.</summary>
    /// <exception cref="BadInputException">Its line in the log is no trial any more.</exception>
    public async Task<TrialView?> ReadAsync(string run, string key, TrialFilter filter, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, key, cancellationToken) is not { } found) return null;
        var index = indexes.Of(found.Run.Entry).Trials;
        var replay = await replays.OfAsync(found.Run.Entry, found.Run.Record!, found.Record, cancellationToken);
        return found with
        {
            Filter = filter,
            Around = index.Around(filter, found.Row),
            Total = filter.IsEmpty ? found.Run.Trials.Trials : index.Count(filter),
            Siblings = index.Siblings(found.Row, MostSiblings),
            Replay = replay,
            History = replay.Trial is { } trial ? HistoryPart.Of(trial, replay.Run!.Tokens) : [],
            Prompt = replay.Trial is { } asked ? PromptPart.Of(asked, replay.Run!.Tokens) : [],
        };
    }

    /// <summary>A trial and what was asked, without its surroundings; null where there is none.</summary>
    /// <exception cref="BadInputException">Its line in the log is no trial any more.</exception>
    public async Task<TrialView?> ReplayAsync(string run, string key, CancellationToken cancellationToken) =>
        await FindAsync(run, key, cancellationToken) is { } found
            ? found with { Replay = await replays.OfAsync(found.Run.Entry, found.Run.Record!, found.Record, cancellationToken) }
            : null;

    /// <summary>A trial as it is logged, and the others of its query; null where there is none.</summary>
    /// <exception cref="BadInputException">Its line in the log is no trial any more.</exception>
    public async Task<TrialView?> FindAsync(string run, string key, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(run, Patience, cancellationToken) is not { Record: not null } summary) return null;
        var index = indexes.Of(summary.Entry).Trials;
        return index.Find(key) is { } row
            ? new() { Run = summary, Row = row, Record = RunReader.Trial(summary.Entry, row), Siblings = index.Siblings(row, MostSiblings) }
            : null;
    }
}
