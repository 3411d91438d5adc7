using Attune.Runs;

namespace Attune.Reports;

/// <summary>All trials of a run, pooled by some fields; what is not among them is pooled, each trial weighing the same.</summary>
/// <param name="By">The fields.</param>
/// <param name="Groups">One entry for each of their values that was asked, in the order of the plan.</param>
public sealed record Breakdown(IReadOnlyList<string> By, IReadOnlyList<ReportedGroup> Groups)
{
    /// <summary>The field of breakdowns by how far the revealing turn lies from the question.</summary>
    public const string Distance = "distance";

    private static readonly string[] Arm = ["task", "model", "method"];

    /// <summary>Every breakdown that reports show, pooled by task, model and method, and by at most one field more.</summary>
    internal static IReadOnlyList<Breakdown> All(RunResults results, FieldOrder order) =>
    [
        ByFields(results, order, Arm),
        ByFields(results, order, [.. Arm, "context"]),
        ByFields(results, order, [.. Arm, "expression"]),
        ByFields(results, order, [.. Arm, "preferences"]),
        ByDistance(results, order),
    ];

    private static Breakdown ByFields(RunResults results, FieldOrder order, string[] fields) => Of(
        fields, order, results.By(c => new FieldValues([.. fields.Select(f => c[f])])));

    private static Breakdown ByDistance(RunResults results, FieldOrder order) => Of(
        [.. Arm, Distance],
        order,
        results.By(
            row => row.Evidence?.Distance is not null,
            row => new FieldValues([.. Arm.Select(f => row.Condition[f]), DistanceBin.Of(row.Evidence!.Distance!.Value)])));

    private static Breakdown Of(string[] fields, FieldOrder order, IEnumerable<ConditionResult<FieldValues>> results) => new(
        fields,
        [
            .. results.OrderBy(r => r.Key.Values, order.By(fields))
                .Select(r => ReportedGroup.Of(r, new OrderedDictionary<string, string?>(fields.Zip(r.Key.Values, KeyValuePair.Create)))),
        ]);

    /// <summary>Values of fields, equal where each is.</summary>
    private readonly record struct FieldValues(string?[] Values)
    {
        public bool Equals(FieldValues other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in Values) hash.Add(value, StringComparer.Ordinal);
            return hash.ToHashCode();
        }
    }
}
