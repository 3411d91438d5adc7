using Attune.Histories;
using Attune.Methods;
using Attune.People;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Reports;

/// <summary>The order in which values of fields are shown: models as the experiment names them, contexts from short to long, the rest as the plan has them.</summary>
internal sealed class FieldOrder(Experiment experiment)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal)
    {
        ["task"] = Word.All<TaskKind>(),
        ["method"] = [.. Method.All.Select(m => m.Name)],
        ["expression"] = Conversations.Expressions.RealPref,
        ["preferences"] = Word.All<PreferenceKind>(),
        [Breakdown.Distance] = DistanceBin.Names,
    };

    /// <summary>Compares values of these fields, the first field first.</summary>
    public IComparer<IReadOnlyList<string?>> By(IReadOnlyList<string> fields) => Comparer<IReadOnlyList<string?>>.Create((a, b) =>
    {
        for (var i = 0; i < fields.Count; i++)
            if (Compare(fields[i], a[i], b[i]) is not 0 and var order) return order;
        return 0;
    });

    /// <summary>Values of a field in their order.</summary>
    public IReadOnlyList<string> InOrder(string field, IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(Comparer<string>.Create((a, b) => Compare(field, a, b)))];

    private int Compare(string field, string? a, string? b)
    {
        if (a is null || b is null) return (a is not null).CompareTo(b is not null);
        var placed = field == "context" ? Length(a).CompareTo(Length(b)) : Place(field, a).CompareTo(Place(field, b));
        return placed != 0 ? placed : string.CompareOrdinal(a, b);
    }

    /// <summary>Where it stands among those that are known; last where it is not.</summary>
    private int Place(string field, string value)
    {
        var names = field == "model" ? experiment.Models : Known.GetValueOrDefault(field) ?? [];
        for (var i = 0; i < names.Count; i++)
            if (names[i] == value) return i;
        return int.MaxValue;
    }

    /// <summary>Tokens and turns that a plan adds; of plans that add as much, those that add it last come last.</summary>
    private static (long Tokens, int Tail, int Turns) Length(string context)
    {
        try
        {
            var plan = ContextPlan.Parse(context);
            return ((long)plan.IntervalTokens + plan.TailTokens, plan.TailTokens, plan.TailTurns);
        }
        catch (BadInputException)
        {
            return (long.MaxValue, 0, 0);
        }
    }
}
