using Attune.Judging;

namespace Attune.Runs;

/// <summary>What a run folder already holds: trials that need nothing more, and answers whose judge has yet to be asked again.</summary>
internal sealed class SettledTrials
{
    private readonly Dictionary<string, TrialOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrialRecord> _answered = new(StringComparer.Ordinal);

    public SettledTrials(IEnumerable<TrialRecord> trials)
    {
        foreach (var trial in trials.Where(t => t.Outcome != TrialOutcome.Failed))
        {
            if (trial.Verdicts?.Values.Any(v => v.State == VerdictState.Failed) == true) _answered[trial.Key] = trial;
            else _outcomes[trial.Key] = trial.Outcome;
        }
    }

    /// <summary>The outcome of a trial that needs nothing more; null where it does.</summary>
    public TrialOutcome? Outcome(string key) => _outcomes.TryGetValue(key, out var outcome) ? outcome : null;

    /// <summary>A trial that has its answer, but calls to the judge failed; null for any other.</summary>
    public TrialRecord? Answered(string key) => _answered.GetValueOrDefault(key);
}
