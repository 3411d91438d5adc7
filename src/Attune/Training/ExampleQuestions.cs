using Attune.Datasets;
using Attune.Histories;
using Attune.People;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Training;

/// <summary>The open questions of a dataset, those of its preference pairs included: what a trial asked, about what, on which sessions, and where it stands in the dataset's order.</summary>
internal sealed class ExampleQuestions(Dataset dataset)
{
    private const string FirstSide = "a";
    private const string SecondSide = "b";

    private static readonly string OpenEnded = Word.Of(TaskKind.OpenEnded);
    private static readonly string Pair = Word.Of(TaskKind.Pair);
    private static readonly List<string?> Contexts = [.. ContextPlan.Names];

    private readonly Dictionary<string, int> _users = dataset.Profiles.Index().ToDictionary(p => p.Item.Id, p => p.Index, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _queries = dataset.Queries.Index().ToDictionary(q => q.Item.Id, q => q.Index, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _pairs = dataset.Pairs.Index().ToDictionary(p => p.Item.Id, p => p.Index, StringComparer.Ordinal);
    private readonly List<string?> _expressions = [.. dataset.Expressions];

    /// <summary>Whether a trial asked an open question of the dataset.</summary>
    public bool Has(TrialRecord trial) => _users.ContainsKey(trial.UserId)
        && (trial.Condition.Task == OpenEnded ? _queries.ContainsKey(trial.QueryId)
            : trial.Condition.Task == Pair && _pairs.ContainsKey(trial.QueryId) && trial.Form is FirstSide or SecondSide);

    /// <summary>Whether a form is the first side of a pair.</summary>
    public static bool IsFirst(string? form) => form == FirstSide;

    /// <summary>The form of the same pair's other trial; null for a query, which has one side.</summary>
    public static string? OtherSide(string? form) => form switch { FirstSide => SecondSide, SecondSide => FirstSide, _ => null };

    /// <summary>The sessions that a pair's history is made of, in order; null where it is all of the user's.</summary>
    public IReadOnlyList<string>? SessionsOf(ExampleTrial trial) => trial.Form is null ? null : SessionsOf(trial.QueryId, trial.Form);

    /// <summary>By user, then history, then question: an order that hangs on the dataset alone, and needs each history once.</summary>
    public IEnumerable<ExampleTrial> InOrder(IEnumerable<ExampleTrial> trials)
    {
        var histories = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, pair) in dataset.Pairs.Index())
            foreach (var side in (string[])[FirstSide, SecondSide]) histories.TryAdd(HistoryOf(pair.Id, side), index);
        return trials
            .OrderBy(t => _users[t.UserId])
            .ThenBy(t => _expressions.IndexOf(t.Condition.Expression))
            .ThenBy(t => Contexts.IndexOf(t.Condition.Context))
            .ThenBy(t => t.Condition.Context, StringComparer.Ordinal)
            .ThenBy(t => t.Form is null ? -1 : histories[HistoryOf(t.QueryId, t.Form)])
            .ThenBy(t => t.Form is null ? _queries[t.QueryId] : _pairs[t.QueryId])
            .ThenBy(t => t.Form, StringComparer.Ordinal)
            .ThenBy(t => t.Condition.Preferences, StringComparer.Ordinal);
    }

    public Example Ask(ExampleTrial chosen, ExampleTrial? rejected)
    {
        if (chosen.Form is null)
        {
            var query = dataset.Queries[_queries[chosen.QueryId]];
            return Ask(chosen, rejected, query.Question, null, [dataset.Preference(query.PreferenceId)]);
        }

        var pair = dataset.Pairs[_pairs[chosen.QueryId]];
        return Ask(chosen, rejected, pair.Query, pair.Topic, [dataset.Preference(pair.PreferenceA), dataset.Preference(pair.PreferenceB)]);
    }

    private static Example Ask(ExampleTrial chosen, ExampleTrial? rejected, string question, Topic? topic, IReadOnlyList<Preference> preferences) => new(
        chosen, rejected, question,
        [.. preferences.Select(p => p.Topic.ToString()).Append(topic?.ToString() ?? preferences[0].Topic.ToString()).Distinct()],
        [.. preferences.Select(p => p.Text)]);

    private IReadOnlyList<string> SessionsOf(string pairId, string side)
    {
        var pair = dataset.Pairs[_pairs[pairId]];
        return side == FirstSide ? pair.HistoryA : pair.HistoryB;
    }

    private string HistoryOf(string pairId, string side) => string.Join('\0', SessionsOf(pairId, side));
}
