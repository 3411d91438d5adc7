using System.Text.RegularExpressions;
using Attune.Judging;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>Counts why trials have no score, without keeping the trials.</summary>
internal sealed partial class TrialCauses
{
    /// <summary>Causes kept apart for each outcome, role and model; what comes later is counted as one.</summary>
    private const int MostApart = 50;

    private const int LongestText = 300;
    private const string Others = "other causes";

    private readonly Dictionary<(TrialOutcome Outcome, string Role, string Model), Dictionary<string, (string Text, int Count)>> _causes = [];

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<TrialCause> All =>
    [
        .. _causes.SelectMany(g => g.Value.Values.Select(c => new TrialCause(g.Key.Outcome, g.Key.Role, g.Key.Model, c.Text, c.Count)))
            .OrderBy(c => c.Outcome).ThenByDescending(c => c.Count).ThenBy(c => c.Model, StringComparer.Ordinal).ThenBy(c => c.Cause, StringComparer.Ordinal),
    ];

    public void Add(TrialRecord trial, string judge)
    {
        switch (trial.Outcome)
        {
            case TrialOutcome.Failed:
                Add(trial.Outcome, "candidate", trial.Condition.Model, trial.Error ?? "no cause was kept");
                break;
            case TrialOutcome.Invalid:
                Add(trial.Outcome, "candidate", trial.Condition.Model, string.IsNullOrWhiteSpace(trial.Answer) ? "the answer is empty" : "the answer makes no clear choice");
                break;
            case TrialOutcome.Refused:
                Add(trial.Outcome, "candidate", trial.Condition.Model, trial.Finish == ChatFinishReason.ContentFilter.Value ? "the endpoint filtered the answer" : "the answer declines");
                break;
            case TrialOutcome.Unjudged:
                foreach (var verdict in trial.Verdicts?.Values.Where(v => v.State != VerdictState.Scored) ?? [])
                    Add(trial.Outcome, "judge", judge, verdict.State == VerdictState.Failed ? $"call failed: {verdict.Rationale}" : $"{Word.Of(verdict.State)}: no score in the reply");
                break;
        }
    }

    private void Add(TrialOutcome outcome, string role, string model, string text)
    {
        if (!_causes.TryGetValue((outcome, role, model), out var known)) _causes[(outcome, role, model)] = known = new(StringComparer.Ordinal);
        if (text.Length > LongestText) text = string.Concat(text.AsSpan(0, LongestText), "…");
        var likeness = Changing().Replace(text, "#");
        if (known.Count >= MostApart && !known.ContainsKey(likeness)) (likeness, text) = (Others, Others);
        known[likeness] = (known.TryGetValue(likeness, out var first) ? first.Text : text, first.Count + 1);
    }

    /// <summary>Numbers, and words with digits, as ids of requests have them.</summary>
    [GeneratedRegex(@"[A-Za-z_-]*\d[\w.,-]*")]
    private static partial Regex Changing();
}
