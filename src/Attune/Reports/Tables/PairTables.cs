using Attune.Reports.Figures;
using Attune.Statistics;
using Attune.Tasks;

namespace Attune.Reports.Tables;

/// <summary>Pass rates of preference pairs.</summary>
internal static class PairTables
{
    public static ReportTable PassRates(RunDocument run) => new ReportTable(
        "pass-rates", $"pair: pass rate (chance {Numerals.Score(Judging.PassRate.Chance)})",
        "Pairs whose two answers the evaluator gave to the right users in all four orders; 95% intervals resample users, those who are paired together. Alike: pairs with the same answer twice, each counts as chance. Unread: pairs with an order that names no answer, in no rate; if wrong, if right: the rate over all pairs if they were. "
            + "Orders: share right in each of the four alone, 0.50 by chance. First: share in which the first answer went to the first preference, 0.50 without position bias.",
        [
            .. ((string[])["model", "method", "context", "preferences", "evaluator"]).Select(ReportColumn.Named),
            .. ((string[])["pass rate", "95% interval", "gain", "its 95% interval", "", "n", "alike", "unread", "if wrong", "if right", "orders", "first"]).Select(ReportColumn.Number),
        ],
        [.. InOrder(run).Select(Row)]).Filled().Shortened("preferences", "evaluator");

    public static ReportTable ByDistance(RunDocument run) => new ReportTable(
        "pass-rates-by-distance", "pair: pass rate by distance of the preferences", "1 is nearest.",
        [
            .. ((string[])["model", "method", "context", "preferences", "evaluator", "distance"]).Select(ReportColumn.Named),
            .. ((string[])["pass rate", "95% interval", "n", "alike", "unread"]).Select(ReportColumn.Number),
        ],
        [
            .. from r in InOrder(run)
               from d in r.ByDistance
               select (IReadOnlyList<string>)[.. Names(r), Numerals.Whole(d.Distance), .. Rate(d.Passes.Rate), Numerals.Whole(d.Passes.Passed + d.Passes.Failed + d.Passes.Alike), Numerals.Counted(d.Passes.Alike), Numerals.Counted(d.Passes.Unread)],
        ]).Filled().Shortened("preferences", "evaluator");

    /// <summary>What stands in a column of users where pairs are among the tasks; nothing where they are not.</summary>
    public static string Clusters(IEnumerable<string> tasks) => tasks.Contains(Word.Of(TaskKind.Pair)) ? " Users who are paired with each other, directly or over others, count as one." : "";

    /// <summary>Whose words a single pass rate of a condition pools; nothing where one evaluator matched the answers, or none.</summary>
    public static string Pooled(RunDocument run) => run.PassRates.Select(r => r.Evaluator).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 1 } evaluators
        ? $" Pass rates pool the evaluators {Sentence.List(evaluators)}."
        : "";

    private static IReadOnlyList<string> Row(ReportedPassRate r) =>
    [
        .. Names(r), .. Rate(r.Passes.Rate), Numerals.Signed(r.GainOverBlind?.Mean), Numerals.SignedInterval(r.GainOverBlind), r.GainOverBlind is { Low: > 0 } or { High: < 0 } ? "*" : "",
        Numerals.Whole(r.Passes.Passed + r.Passes.Failed + r.Passes.Alike), Numerals.Counted(r.Passes.Alike), Numerals.Counted(r.Passes.Unread),
        r.Passes.Unread > 0 ? Numerals.Score(r.Passes.IfUnreadWrong) : "", r.Passes.Unread > 0 ? Numerals.Score(r.Passes.IfUnreadRight) : "",
        string.Join(' ', r.Passes.Orders.Select(o => o.Right is { } right ? Numerals.Score(right.Mean) : "-")), Numerals.Score(r.Passes.NamedFirst?.Mean),
    ];

    private static IEnumerable<ReportedPassRate> InOrder(RunDocument run) => run.PassRates.OrderBy(
        r => (IReadOnlyList<string?>)[r.Model, r.Method, r.Context, r.Preferences, r.Evaluator], new FieldOrder(run.Experiment).By(["model", "method", "context", "preferences", "evaluator"]));

    private static string[] Names(ReportedPassRate r) => [r.Model, MethodFigures.Shown(r.Method), r.Context ?? "", r.Preferences, r.Evaluator];

    private static string[] Rate(Estimate? rate) => [Numerals.Score(rate?.Mean), Numerals.Interval(rate)];
}
