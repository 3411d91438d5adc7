using Attune.Statistics;

namespace Attune.Reports.Tables;

/// <summary>Contests of models and methods on preference pairs.</summary>
internal static class ContestTables
{
    /// <summary>How strong each contestant is.</summary>
    public static ReportTable Strengths(RunDocument run) => new ReportTable(
        "strengths", "Contests: strength of each contestant",
        string.Join(' ', run.Contests.SelectMany(c => c.Notes.Select(n => $"{c.Evaluator}: {n}."))
            .Prepend("Bradley-Terry coefficients, sum 0; d more means odds of e^d to 1. 95% intervals resample contests as if each stood for itself: where several are about one pair, they are too narrow.")),
        [ReportColumn.Named("evaluator"), ReportColumn.Named("contestant"), .. ((string[])["strength", "95% interval"]).Select(ReportColumn.Number)],
        [
            .. from c in run.Contests
               from s in c.Coefficients ?? new Dictionary<string, Coefficient>()
               select (IReadOnlyList<string>)[c.Evaluator, s.Key, Numerals.Signed(s.Value.Value), s.Value is { Low: { } low, High: { } high } ? $"{Numerals.Signed(low)} to {Numerals.Signed(high)}" : ""],
        ]).Filled();

    /// <summary>Every contestant against every other.</summary>
    public static ReportTable Matrix(RunDocument run) => new ReportTable(
        "win-matrix", "Contests: who wins against whom",
        string.Join(' ', run.Contests.Where(c => c.Coefficients is null).SelectMany(c => c.Notes.Select(n => $"{c.Evaluator}: {n}."))
            .Prepend("A tie is nobody's win. Undecided contests have an order that cannot be read, and are in no rate.")),
        [
            ReportColumn.Named("evaluator"), ReportColumn.Named("contestant"), ReportColumn.Named("against"),
            .. ((string[])["win rate", "95% interval", "wins", "losses", "ties", "undecided"]).Select(ReportColumn.Number),
        ],
        [
            .. from c in run.Contests
               from m in c.Matrix
               select (IReadOnlyList<string>)[c.Evaluator, m.Contestant, m.Opponent, Numerals.Score(m.WinRate?.Mean), Numerals.Interval(m.WinRate),
                   Numerals.Whole(m.Wins), Numerals.Whole(m.Losses), Numerals.Whole(m.Ties), Numerals.Counted(m.Undecided)],
        ]).Filled();

    /// <summary>What each evaluator decided.</summary>
    public static ReportTable Evaluators(RunDocument run) => new ReportTable(
        "contests", "Contests by evaluator", "Alike: share of decided contests in which both orders of the seats say the same. First: share of orders naming a side in which it is the one shown first, 0.50 without position bias.",
        [ReportColumn.Named("evaluator"), .. ((string[])["contests", "won", "ties", "undecided", "alike", "95% interval", "first"]).Select(ReportColumn.Number)],
        [
            .. run.Contests.Select(c => (IReadOnlyList<string>)[c.Evaluator, Numerals.Whole(c.Contests), Numerals.Whole(c.Won), Numerals.Whole(c.Ties), Numerals.Whole(c.Undecided),
                Numerals.Score(c.Consistent?.Mean), Numerals.Interval(c.Consistent), Numerals.Score(c.NamedFirst?.Mean)]),
        ]).Filled();
}
