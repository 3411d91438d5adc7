using Attune.Methods;
using Attune.Runs;

namespace Attune.Reports;

/// <summary>The paired comparisons that a report makes by itself: each method with the baseline, and under the baseline each context with the shortest and each expression with the plainest.</summary>
internal static class Effects
{
    /// <summary>The method that others are measured against: zero-shot where it was asked, else the first that is neither floor nor ceiling.</summary>
    public static string Baseline(IReadOnlyCollection<string> methods) => methods.Contains(Method.ZeroShot) ? Method.ZeroShot
        : methods.FirstOrDefault(m => m is not (Method.NoHistory or Method.Oracle)) ?? methods.FirstOrDefault() ?? Method.ZeroShot;

    public static IReadOnlyList<ReportedEffect> Of(RunResults results, FieldOrder order)
    {
        var conditions = results.By(c => c).Select(r => r.Key).ToList();
        var baseline = Baseline(order.InOrder("method", conditions.Select(c => c.Method)));
        return
        [
            .. order.InOrder("model", conditions.Select(c => c.Model)).SelectMany(model => (IEnumerable<ReportedEffect>)
            [
                .. Against(results, "method", baseline, Values("method", model).Where(m => m != Method.NoHistory), new() { ["model"] = model }),
                .. AgainstFirst(results, "context", Values("context", model), new() { ["model"] = model, ["method"] = baseline }),
                .. AgainstFirst(results, "expression", Values("expression", model), new() { ["model"] = model, ["method"] = baseline }),
            ]),
        ];

        IReadOnlyList<string> Values(string field, string model) => order.InOrder(field, conditions.Where(c => c.Model == model).Select(c => c[field]).OfType<string>());
    }

    private static IEnumerable<ReportedEffect> AgainstFirst(RunResults results, string field, IReadOnlyList<string> values, Dictionary<string, string> held) =>
        values.Count < 2 ? [] : Against(results, field, values[0], values, held);

    private static IEnumerable<ReportedEffect> Against(RunResults results, string field, string baseline, IEnumerable<string> values, Dictionary<string, string> held) =>
        values.Where(v => v != baseline).SelectMany(value => PairedComparison
            .Compare(results, With(held, field, value), results, With(held, field, baseline))
            .Select(d => new ReportedEffect(field, held["model"], d.Task, d.Metric, value, baseline, d.Difference)));

    private static Dictionary<string, string> With(Dictionary<string, string> held, string field, string value) => new(held) { [field] = value };
}
