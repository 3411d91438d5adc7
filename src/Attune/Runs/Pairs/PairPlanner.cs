using Attune.Datasets;
using Attune.Datasets.Parts;
using Attune.Histories;
using Attune.People;
using Attune.Prompts;
using Attune.Questions;
using Attune.Tasks;

namespace Attune.Runs.Pairs;

/// <summary>Expands the preference pairs of an experiment: into trials, those of one user on one history together, and into what is matched afterwards.</summary>
internal sealed class PairPlanner
{
    private readonly Dataset _dataset;
    private readonly Arms _arms;
    private readonly IReadOnlyList<PreferencePair> _pairs;
    private readonly IReadOnlyList<ContextPlan> _plans;
    private readonly bool _blind;
    private readonly ILookup<string, Side> _sides;

    /// <param name="dataset">Holds the pairs' preferences.</param>
    /// <param name="pairs">What to ask.</param>
    /// <param name="arms">Whom to ask.</param>
    /// <param name="plans">Context plans.</param>
    /// <param name="blind">Ask without history too.</param>
    /// <param name="prompts">The prompts.</param>
    public PairPlanner(Dataset dataset, IReadOnlyList<PreferencePair> pairs, Arms arms, IReadOnlyList<ContextPlan> plans, bool blind, PromptLibrary prompts)
    {
        (_dataset, _pairs, _arms, _plans, _blind) = (dataset, pairs, arms, plans, blind);
        _sides = pairs.SelectMany(p => Sides(p, prompts)).ToLookup(s => s.Preference.UserId, StringComparer.Ordinal);
    }

    /// <summary>Pairs to ask.</summary>
    public int Count => _pairs.Count;

    /// <summary>The trials of a user's sides without history.</summary>
    public IEnumerable<TrialSpec> Blind(string userId) => _sides[userId].SelectMany(side => Trials(side, null, null));

    /// <summary>The trials of a user's sides, those with the same sessions in the same order together: they share their prompt's beginning.</summary>
    public IEnumerable<TrialGroup> Groups(string userId) =>
        from history in _sides[userId].GroupBy(s => string.Join('\0', s.History), StringComparer.Ordinal)
        from plan in _plans
        select new TrialGroup(userId, Condition.Mixed, plan, [.. history.SelectMany(side => Trials(side, Condition.Mixed, plan))], history.First().History);

    /// <summary>How many groups the users of the pairs fall into, none of whom is compared with another group's.</summary>
    public int UserGroups
    {
        get
        {
            var users = new ConnectedUsers();
            foreach (var pair in _pairs) users.Connect(_dataset.Preference(pair.PreferenceA).UserId, _dataset.Preference(pair.PreferenceB).UserId);
            return _pairs.Select(p => users.LeaderOf(_dataset.Preference(p.PreferenceA).UserId)).Distinct().Count();
        }
    }

    /// <summary>Every pair under every condition, the conditions of one pair together.</summary>
    public IEnumerable<PlannedPair> Pairs() =>
        from pair in _pairs
        let a = _dataset.Preference(pair.PreferenceA)
        let b = _dataset.Preference(pair.PreferenceB)
        from plan in _blind ? [null, .. _plans] : (IReadOnlyList<ContextPlan?>)_plans
        from condition in _arms.In(plan is null ? null : Condition.Mixed, plan, TaskKind.Pair, a.Kind)
        select new PlannedPair(condition, pair, a, b);

    private IEnumerable<TrialSpec> Trials(Side side, string? expression, ContextPlan? plan)
    {
        IReadOnlyList<string> evidence = expression is null ? [] : side.Preference.Kind == PreferenceKind.Original ? [side.Preference.Id] : side.Preference.DerivedFrom;
        return _arms.In(expression, plan, TaskKind.Pair, side.Kind).Select(condition => new TrialSpec(condition, side.Preference, side.Question, evidence));
    }

    private IEnumerable<Side> Sides(PreferencePair pair, PromptLibrary prompts)
    {
        var kind = _dataset.Preference(pair.PreferenceA).Kind; // of both: the two sides stand under one condition
        return TaskQuestion.For(pair, prompts).Zip([pair.HistoryA, pair.HistoryB], (q, history) => new Side(q, _dataset.Preference(q.Query.PreferenceId), kind, history));
    }

    /// <summary>What one user of a pair asks, and on which history.</summary>
    private sealed record Side(TaskQuestion Question, Preference Preference, PreferenceKind Kind, IReadOnlyList<string> History);
}
