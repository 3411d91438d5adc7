using Attune.Conversations;
using Attune.Histories;

namespace Attune.Runs;

/// <summary>What of an experiment is still to be done, in groups that share their prompt's beginning.</summary>
internal static class MissingTrials
{
    /// <summary>The groups, ready for the queue.</summary>
    /// <param name="setup">The experiment.</param>
    /// <param name="settled">What is done.</param>
    /// <param name="skip">Called for each trial that is.</param>
    public static IEnumerable<PrefixGroup> Of(RunSetup setup, SettledTrials settled, Action<TrialOutcome> skip) =>
        Groups(setup, settled, skip).Select(g => new PrefixGroup(
            g.Trials, g.History, needsLeader: g is { Group.Plan: not null, Model: { } model } && !setup.IsEmbedded(model)));

    /// <summary>
    /// Streams the groups, user by user. A user's sessions are read, and a history is laid out, when the first trial on it begins;
    /// one history serves all models, but for those whose context it does not fit.
    /// </summary>
    /// <param name="setup">The experiment.</param>
    /// <param name="settled">What is done.</param>
    /// <param name="skip">Called for each trial that is.</param>
    public static IEnumerable<MissingGroup> Groups(RunSetup setup, SettledTrials settled, Action<TrialOutcome> skip)
    {
        (string User, Lazy<IReadOnlyList<Transcript>> Transcripts)? own = null;
        foreach (var group in setup.Planner.Groups())
        {
            var missing = new List<TrialSpec>();
            foreach (var trial in group.Trials)
            {
                if (settled.Outcome(trial.Key) is { } outcome) skip(outcome);
                else missing.Add(trial);
            }

            if (missing.Count == 0) continue;
            if (own?.User != group.UserId) own = (group.UserId, new(() => [.. setup.Dataset.SessionsOf(group.UserId).Select(s => new Transcript(s))]));
            var transcripts = own.Value.Transcripts;
            var history = new Lazy<History?>(() => group.Plan is null ? null : LaidOut(setup, group, group.Plan, transcripts.Value));

            // An answer that only the judge has yet to score asks its model nothing.
            var answered = missing.FindAll(t => settled.Answered(t.Key) is not null);
            if (answered.Count > 0) yield return new(group, null, answered, history);
            foreach (var (model, asked) in missing.Except(answered).GroupBy(t => t.Condition.Model).Select(g => (g.Key, g)))
                yield return new(group, model, [.. asked], setup.Fit.Of(history, model, group));
        }
    }

    private static History LaidOut(RunSetup setup, TrialGroup group, ContextPlan plan, IReadOnlyList<Transcript> own)
    {
        if (group.Sessions is not { } sessions) return setup.Histories.Build(group.UserId, own, group.Expression!, plan);
        var byId = own.ToDictionary(t => t.Session.Id, StringComparer.Ordinal);
        return setup.Histories.Around(group.UserId, [.. sessions.Select(id => byId.GetValueOrDefault(id) ?? setup.RandomTranscripts[id])], group.Expression!, plan);
    }
}
