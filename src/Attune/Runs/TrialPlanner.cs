using Attune.Datasets;
using Attune.Histories;
using Attune.Methods;
using Attune.People;
using Attune.Prompts;
using Attune.Questions;
using Attune.Runs.Pairs;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>Expands an experiment into its trials, user by user, each group of trials sharing one history.</summary>
internal sealed class TrialPlanner
{
    private readonly Experiment _experiment;
    private readonly Dataset _dataset;
    private readonly PromptLibrary _prompts;
    private readonly ILookup<string, Query> _queriesByUser;
    private readonly Arms _arms;
    private readonly IReadOnlyList<TaskKind> _tasks;
    private readonly IReadOnlyList<string> _expressions;
    private readonly IReadOnlyList<ContextPlan> _plans;

    /// <exception cref="BadInputException">A name of the experiment is not known, or not in the dataset.</exception>
    public TrialPlanner(Experiment experiment, Dataset dataset, PromptLibrary prompts)
    {
        (_experiment, _dataset, _prompts) = (experiment, dataset, prompts);
        _arms = new(dataset.Card.Name, [.. experiment.Models.Distinct()], [.. experiment.Methods.Select(Method.Check).Where(m => m != Method.NoHistory).Distinct()]);
        _tasks = [.. experiment.Tasks.Select(t => Word.Parse<TaskKind>(t, "task")).Distinct()];
        var kinds = experiment.Preferences.Select(k => Word.Parse<PreferenceKind>(k, "preferences")).ToHashSet();
        _expressions = experiment.Expressions.Count == 0 ? dataset.Expressions : [.. experiment.Expressions.Select(Check).Distinct()];
        _plans = [.. experiment.Contexts.Distinct().Select(ContextPlan.Parse)];
        _queriesByUser = dataset.Queries
            .Where(q => kinds.Contains(dataset.Preference(q.PreferenceId).Kind))
            .ToLookup(q => dataset.Preference(q.PreferenceId).UserId, StringComparer.Ordinal);
        if (experiment.LimitUsers is < 1)
            throw new BadInputException("limit_users", "is below 1", "Give a number of users, or leave it out");
        Pairs = new(dataset, PairsToAsk(kinds), _arms, _plans, AsksBlind, prompts);
        if (!HasQueries && Pairs.Count == 0)
            throw new BadInputException(dataset.Location, _tasks is [TaskKind.Pair] ? "has no pair to ask about" : "has no query to ask", _tasks is [TaskKind.Pair] ? "Add pairs, or ask for other tasks, preferences or users" : "Add queries, or ask for other tasks, preferences or users");
        if (_plans.FirstOrDefault(p => p.NeedsPool) is { } plan && dataset.RandomSessions.Count == 0)
            throw new BadInputException($"context '{plan}'", "needs random sessions, and the dataset has none", "Use the context simple, or add sessions of kind random");
    }

    public IReadOnlyList<ContextPlan> Plans => _plans;

    /// <summary>The preference pairs.</summary>
    public PairPlanner Pairs { get; }

    /// <summary>Whether anything is asked that the judge must score.</summary>
    public bool AsksOpen => _tasks.Contains(TaskKind.OpenEnded) && HasQueries;

    public IEnumerable<Profile> Users => _dataset.Profiles.Take(_experiment.LimitUsers ?? int.MaxValue);

    private bool AsksBlind => (_experiment.Blind ?? true) || _experiment.Methods.Contains(Method.NoHistory);

    private bool HasQueries => _tasks.Any(t => t != TaskKind.Pair) && Users.Any(u => _queriesByUser[u.Id].Any());

    /// <summary>All trials, the groups of one user together; computed anew at each enumeration, one user in memory at a time.</summary>
    public IEnumerable<TrialGroup> Groups() => Users.SelectMany(u => GroupsOf(u.Id));

    /// <summary>The trials of one user.</summary>
    public IEnumerable<TrialGroup> GroupsOf(string userId)
    {
        var questions = _queriesByUser[userId]
            .SelectMany(query => _tasks.SelectMany(task => TaskQuestion.For(query, task, _experiment.Seed ?? 0, _prompts)))
            .ToList();
        if (AsksBlind && new TrialGroup(userId, null, null, [.. Trials(null, null, questions), .. Pairs.Blind(userId)]) is { Trials.Count: > 0 } blind) yield return blind;
        foreach (var expression in _expressions)
            foreach (var plan in _plans)
                if (new TrialGroup(userId, expression, plan, [.. Trials(expression, plan, questions)]) is { Trials.Count: > 0 } group) yield return group;
        foreach (var group in Pairs.Groups(userId)) yield return group;
    }

    /// <summary>Queries that have no history to ask them on: their preference is revealed in none of the asked expressions.</summary>
    public int CountUnrevealed() => Users.SelectMany(u => _queriesByUser[u.Id])
        .Sum(q => _expressions.Count(e => _dataset.EvidenceFor(_dataset.Preference(q.PreferenceId), e).Count == 0));

    private IEnumerable<TrialSpec> Trials(string? expression, ContextPlan? plan, List<TaskQuestion> questions) =>
        from question in questions
        let preference = _dataset.Preference(question.Query.PreferenceId)
        let evidence = expression is null ? [] : _dataset.EvidenceFor(preference, expression)
        where expression is null || evidence.Count > 0
        from condition in _arms.In(expression, plan, question.Task, preference.Kind)
        select new TrialSpec(condition, preference, question, evidence);

    /// <summary>The pairs both of whose users take part; a pair is of the kind of its first preference.</summary>
    private List<PreferencePair> PairsToAsk(HashSet<PreferenceKind> kinds)
    {
        if (!_tasks.Contains(TaskKind.Pair)) return [];
        var users = Users.Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        return [.. _dataset.Pairs.Where(p =>
            kinds.Contains(_dataset.Preference(p.PreferenceA).Kind) && users.Contains(_dataset.Preference(p.PreferenceA).UserId) && users.Contains(_dataset.Preference(p.PreferenceB).UserId))];
    }

    private string Check(string expression) => _dataset.Expressions.Contains(expression)
        ? expression
        : throw new BadInputException($"expression '{expression}'", "is not in the dataset", "Use " + string.Join(", ", _dataset.Expressions));
}
