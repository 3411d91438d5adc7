using Attune.Datasets;
using Attune.Histories;
using Attune.Methods;
using Attune.People;
using Attune.Prompts;
using Attune.Questions;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>Expands an experiment into its trials, user by user, each group of trials sharing one history.</summary>
internal sealed class TrialPlanner
{
    private readonly Experiment _experiment;
    private readonly Dataset _dataset;
    private readonly PromptLibrary _prompts;
    private readonly ILookup<string, Query> _queriesByUser;
    private readonly IReadOnlyList<string> _methods;
    private readonly IReadOnlyList<TaskKind> _tasks;
    private readonly IReadOnlyList<PreferenceKind> _kinds;
    private readonly IReadOnlyList<string> _expressions;
    private readonly IReadOnlyList<ContextPlan> _plans;

    /// <exception cref="BadInputException">A name of the experiment is not known, or not in the dataset.</exception>
    public TrialPlanner(Experiment experiment, Dataset dataset, PromptLibrary prompts)
    {
        (_experiment, _dataset, _prompts) = (experiment, dataset, prompts);
        _methods = [.. experiment.Methods.Select(Method.Check).Where(m => m != Method.NoHistory).Distinct()];
        _tasks = [.. experiment.Tasks.Select(t => Word.Parse<TaskKind>(t, "task")).Distinct()];
        _kinds = [.. experiment.Preferences.Select(k => Word.Parse<PreferenceKind>(k, "preferences")).Distinct()];
        _expressions = experiment.Expressions.Count == 0 ? dataset.Expressions : [.. experiment.Expressions.Select(Check).Distinct()];
        _plans = [.. experiment.Contexts.Distinct().Select(ContextPlan.Parse)];
        _queriesByUser = dataset.Queries
            .Where(q => _kinds.Contains(dataset.Preference(q.PreferenceId).Kind))
            .ToLookup(q => dataset.Preference(q.PreferenceId).UserId, StringComparer.Ordinal);
        if (experiment.LimitUsers is < 1)
            throw new BadInputException("limit_users", "is below 1", "Give a number of users, or leave it out");
        if (!Users.Any(u => _queriesByUser[u.Id].Any()))
            throw new BadInputException(dataset.Location, "has no query to ask", "Add queries, or ask for other preferences or users");
        if (_plans.FirstOrDefault(p => p.NeedsPool) is { } plan && dataset.RandomSessions.Count == 0)
            throw new BadInputException($"context '{plan}'", "needs random sessions, and the dataset has none", "Use the context simple, or add sessions of kind random");
    }

    public IReadOnlyList<ContextPlan> Plans => _plans;

    public IEnumerable<Profile> Users => _dataset.Profiles.Take(_experiment.LimitUsers ?? int.MaxValue);

    private bool AsksBlind => _experiment.Blind ?? true;

    /// <summary>All trials, the groups of one user together; computed anew at each enumeration, one user in memory at a time.</summary>
    public IEnumerable<TrialGroup> Groups()
    {
        foreach (var user in Users)
        {
            var questions = _queriesByUser[user.Id]
                .SelectMany(query => _tasks.SelectMany(task => TaskQuestion.For(query, task, _experiment.Seed ?? 0, _prompts)))
                .ToList();
            if (AsksBlind || _experiment.Methods.Contains(Method.NoHistory))
            {
                if (Group(user.Id, null, null, questions) is { Trials.Count: > 0 } blind) yield return blind;
            }

            foreach (var expression in _expressions)
                foreach (var plan in _plans)
                    if (Group(user.Id, expression, plan, questions) is { Trials.Count: > 0 } group) yield return group;
        }
    }

    /// <summary>Queries that have no history to ask them on: their preference is revealed in none of the asked expressions.</summary>
    public int CountUnrevealed() => Users.SelectMany(u => _queriesByUser[u.Id])
        .Sum(q => _expressions.Count(e => _dataset.EvidenceFor(_dataset.Preference(q.PreferenceId), e).Count == 0));

    private TrialGroup Group(string userId, string? expression, ContextPlan? plan, List<TaskQuestion> questions)
    {
        var trials = new List<TrialSpec>();
        foreach (var question in questions)
        {
            var preference = _dataset.Preference(question.Query.PreferenceId);
            IReadOnlyList<string> evidence = expression is null ? [] : _dataset.EvidenceFor(preference, expression);
            if (expression is not null && evidence.Count == 0) continue;
            foreach (var model in _experiment.Models.Distinct())
            {
                foreach (var method in expression is null ? [Method.NoHistory] : _methods)
                {
                    var condition = new Condition
                    {
                        Dataset = _dataset.Card.Name,
                        Model = model,
                        Method = method,
                        Expression = expression,
                        Context = plan?.Name,
                        Task = Word.Of(question.Task),
                        Preferences = Word.Of(preference.Kind),
                    };
                    trials.Add(new(condition, preference, question, evidence));
                }
            }
        }

        return new(userId, expression, plan, trials);
    }

    private string Check(string expression) => _dataset.Expressions.Contains(expression)
        ? expression
        : throw new BadInputException($"expression '{expression}'", "is not in the dataset", "Use " + string.Join(", ", _dataset.Expressions));
}
