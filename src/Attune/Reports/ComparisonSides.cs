using Attune.Methods;
using Attune.Runs;

namespace Attune.Reports;

/// <summary>What two sides of a comparison have asked: what sets them apart, what they share, and what to say where they share nothing.</summary>
internal static class ComparisonSides
{
    /// <summary>Fields in which whole runs are set against each other; a task or a dataset is never compared with another.</summary>
    private static readonly string[] Contrasts = ["model", "method", "expression", "context"];

    /// <summary>What either run fixes so that they pair: the fields of which each has one value, and not the same.</summary>
    public static (IReadOnlyDictionary<string, string> A, IReadOnlyDictionary<string, string> B) Opposed(RunResults a, RunResults b)
    {
        var opposed = (from field in Contrasts
                       let ofA = Values(a, field)
                       let ofB = Values(b, field)
                       where ofA.Count == 1 && ofB.Count == 1 && ofA[0] != ofB[0]
                       select (Field: field, A: ofA[0], B: ofB[0])).ToList();
        return (opposed.ToDictionary(o => o.Field, o => o.A), opposed.ToDictionary(o => o.Field, o => o.B));
    }

    /// <summary>In words, the values of other fields that both sides have.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="held">Fields that a side fixes.</param>
    public static string Pooled(RunResults a, RunResults b, IReadOnlyCollection<string> held)
    {
        var parts = from field in (string[])[.. Contrasts, "preferences"]
                    where !held.Contains(field)
                    let both = Asked(a, field).Intersect(Asked(b, field)).ToList()
                    where both.Count > 1
                    select $"{(field == "preferences" ? field : field + "s")} {Sentence.List(both)}";
        return parts.ToList() is { Count: > 0 } pooled ? $" Pooled over {Sentence.List(pooled, "; ")}." : "";
    }

    /// <summary>The fault of sides of which no trial can be paired, naming the fields that keep them apart.</summary>
    public static BadInputException NothingInCommon(RunResults a, RunResults b)
    {
        var apart = (from field in Contrasts
                     let ofA = Values(a, field)
                     let ofB = Values(b, field)
                     where ofA.Count > 0 && ofB.Count > 0 && !ofA.Intersect(ofB).Any()
                     select (Field: field, A: ofA, B: ofB)).ToList();
        return apart.Count == 0
            ? new("compare", "finds no question that both sides answered", "Check --a and --b against 'attune report RUN --by model method context'")
            : new(
                "compare", "finds no question that both sides answered: " + string.Join("; ", apart.Select(f => $"A has {f.Field} {Sentence.List(f.A)}, B has {Sentence.List(f.B)}")),
                $"Say what to set against what: --a '{string.Join(',', apart.Select(f => $"{f.Field}={f.A[0]}"))}' --b '{string.Join(',', apart.Select(f => $"{f.Field}={f.B[0]}"))}'");
    }

    /// <summary>The values of a field in scored trials, the floor's among them: it is paired as well.</summary>
    private static List<string> Asked(RunResults results, string field) => Values(results.Rows, field);

    /// <summary>The same without the floor, which every run has.</summary>
    private static List<string> Values(RunResults results, string field) => Values(results.Rows.Where(r => r.Condition.Method != Method.NoHistory), field);

    private static List<string> Values(IEnumerable<RunResults.Row> rows, string field) =>
        [.. rows.Where(r => r.IsScored).Select(r => r.Condition[field]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
