using Attune.Datasets;
using Attune.Histories;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Training;

/// <summary>The open questions of a dataset: what a trial asked, about what, and where it stands in the dataset's order.</summary>
internal sealed class ExampleQuestions(Dataset dataset)
{
    private readonly Dictionary<string, int> _users = dataset.Profiles.Index().ToDictionary(p => p.Item.Id, p => p.Index, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _queries = dataset.Queries.Index().ToDictionary(q => q.Item.Id, q => q.Index, StringComparer.Ordinal);

    /// <summary>Whether a trial asked an open question of the dataset.</summary>
    public bool Has(TrialRecord trial) =>
        trial.Condition.Task == Word.Of(TaskKind.OpenEnded) && _queries.ContainsKey(trial.QueryId) && _users.ContainsKey(trial.UserId);

    public static string OtherSide(string form) => form == "a" ? "b" : "a";

    /// <summary>By user, then history, then question: an order that hangs on the dataset alone, and needs each history once.</summary>
    public IEnumerable<ExampleTrial> InOrder(IEnumerable<ExampleTrial> trials) => trials
        .OrderBy(t => _users[t.UserId])
        .ThenBy(t => t.Condition.Expression is { } expression ? dataset.Expressions.Index().FirstOrDefault(e => e.Item == expression).Index : -1)
        .ThenBy(t => Names.IndexOf(t.Condition.Context))
        .ThenBy(t => t.Condition.Context, StringComparer.Ordinal)
        .ThenBy(t => _queries[t.QueryId]);

    public Example Ask(ExampleTrial chosen, ExampleTrial? rejected)
    {
        var query = dataset.Queries[_queries[chosen.QueryId]];
        var preference = dataset.Preference(query.PreferenceId);
        return new(chosen, rejected, query.Question, [preference.Topic.ToString()], [preference.Text]);
    }

    private static List<string?> Names { get; } = [.. ContextPlan.Names];
}
