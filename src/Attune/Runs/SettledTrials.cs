namespace Attune.Runs;

/// <summary>What a run folder already holds: trials that need nothing more, answers that the judge has yet to score in full, and what failed trials have taken.</summary>
internal sealed class SettledTrials
{
    private readonly Dictionary<string, TrialOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrialRecord> _begun = new(StringComparer.Ordinal);

    private SettledTrials()
    {
    }

    /// <param name="log">The run's log.</param>
    /// <param name="journal">Trials that were under way when an earlier process died, as far as they had come.</param>
    /// <exception cref="BadInputException">One of them is damaged.</exception>
    public SettledTrials(RunLog log, CallJournal journal) : this(log.Index(), log.Read, journal.Read(), journal.Settle)
    {
    }

    private SettledTrials(
        IEnumerable<LoggedTrial> log, Func<IEnumerable<LoggedTrial>, IEnumerable<TrialRecord>> read, IEnumerable<TrialRecord> journal, Action<string> settle)
    {
        var begun = new List<LoggedTrial>();
        foreach (var trial in log)
        {
            if (trial.NeedsJudge || trial.Outcome == TrialOutcome.Failed) begun.Add(trial);
            else _outcomes[trial.Key] = trial.Outcome;
        }

        foreach (var trial in read(begun)) _begun[trial.Key] = trial;
        foreach (var trial in journal)
        {
            if (_outcomes.ContainsKey(trial.Key)) settle(trial.Key);
            else if (!_begun.TryGetValue(trial.Key, out var logged) || trial.IsNotBefore(logged)) _begun[trial.Key] = trial;
        }
    }

    /// <summary>Of a run that has not begun.</summary>
    public static SettledTrials None { get; } = new();

    /// <summary>Looks at a run folder, which may not be there and may be in use, without changing anything in it.</summary>
    /// <exception cref="BadInputException">Its log is damaged.</exception>
    public static SettledTrials In(RunFolder folder) => new(
        RunLog.Index(folder.LogPath), trials => RunLog.Read(folder.LogPath, trials), RunLog.Read(folder.JournalPath), _ => { });

    /// <summary>The trials of which calls were made that are not settled: without all of the judge's verdicts, or without an answer.</summary>
    public IReadOnlyCollection<TrialRecord> Begun => _begun.Values;

    /// <summary>The outcome of a trial that needs nothing more; null where it does.</summary>
    public TrialOutcome? Outcome(string key) => _outcomes.TryGetValue(key, out var outcome) ? outcome : null;

    /// <summary>A trial that has its answer, but not all of the judge's verdicts; null for any other.</summary>
    public TrialRecord? Answered(string key) => _begun.GetValueOrDefault(key) is { Outcome: not TrialOutcome.Failed } answered ? answered : null;

    /// <summary>A trial whose calls to the model failed, with what they took; null for any other.</summary>
    public TrialRecord? Failed(string key) => _begun.GetValueOrDefault(key) is { Outcome: TrialOutcome.Failed } failed ? failed : null;
}
