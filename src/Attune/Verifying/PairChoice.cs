using Attune.Questions;

namespace Attune.Verifying;

/// <summary>What becomes of a pair by what people decided.</summary>
internal static class PairChoice
{
    /// <summary>
    /// The pair with the query that most people chose and all checks; null where most people take none. Among queries chosen equally
    /// often, the one that stands stays, or else the first. Where an adjudicator has decided, their last word alone holds. A model's
    /// check counts only where no person looked.
    /// </summary>
    public static PreferencePair? Of(PreferencePair pair, IReadOnlyList<CheckRecord> decided)
    {
        if (decided.Count == 0) return pair;
        var counted = Counted(decided);
        if (2 * counted.Count(d => d.Choice == 0) > counted.Count) return null;
        var candidates = ShownPairs.Candidates(pair);
        var chosen = counted.Where(d => d.Choice > 0).GroupBy(d => d.Choice!.Value)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => candidates[g.Key - 1] == pair.Query).ThenBy(g => g.Key).First().Key;
        return pair with
        {
            Query = candidates[chosen - 1],
            Candidates = candidates,
            Checks = [.. pair.Checks.Where(c => !ShownPairs.IsPerson(c.By)), .. decided.Select(d => new PairCheck { By = d.By, Choice = d.Choice!.Value, Note = d.Note, At = d.At })],
        };
    }

    /// <summary>Why most people take none of a pair's queries.</summary>
    public static string Cause(IReadOnlyList<CheckRecord> decided)
    {
        var counted = Counted(decided);
        var notes = counted.Where(d => d.Choice == 0 && d.Note is not null).Select(d => d.Note).ToList();
        var said = $"{counted.Count(d => d.Choice == 0)} of {counted.Count} {(counted.Count == 1 ? "person" : "people")} take none of the queries";
        return notes.Count == 0 ? said : $"{said}: {string.Join("; ", notes)}";
    }

    private static IReadOnlyList<CheckRecord> Counted(IReadOnlyList<CheckRecord> decided) =>
        decided.Where(d => ShownPairs.IsAdjudicator(d.By)).MaxBy(d => d.At) is { } settled ? [settled] : decided;
}
