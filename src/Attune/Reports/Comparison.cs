using Attune.Methods;
using Attune.Reports.Figures;
using Attune.Reports.Tables;
using Attune.Runs;

namespace Attune.Reports;

/// <summary>Paired differences within a run, or between two runs that may be compared, ready to be shown.</summary>
/// <param name="RunA">The run of A, as pages name it.</param>
/// <param name="RunB">The run of B; the same where there is one.</param>
/// <param name="Identity">What both have in common.</param>
/// <param name="Differences">The differences.</param>
public sealed record Comparison(string RunA, string RunB, RunIdentity Identity, IReadOnlyList<PairedDifference> Differences)
{
    /// <summary>Compares the methods of one run with zero-shot, or two runs with each other; or any conditions of them.</summary>
    /// <param name="folders">One run, or A and B.</param>
    /// <param name="a">Fields that A fixes, by name; null means none.</param>
    /// <param name="b">Fields that B fixes; null means none.</param>
    /// <exception cref="BadInputException">The runs differ in more than their conditions, nothing can be paired, or it is open what to pair.</exception>
    public static Comparison Of(IReadOnlyList<RunFolder> folders, IReadOnlyDictionary<string, string>? a = null, IReadOnlyDictionary<string, string>? b = null)
    {
        (a, b) = (a ?? new Dictionary<string, string>(), b ?? new Dictionary<string, string>());
        if (folders.Count == 2) CheckIdentity(folders[0], folders[1]);
        IReadOnlyList<RunResults> results = [.. folders.Select(RunResults.Read)];
        if (folders.Count == 2 && a.Count == 0 && b.Count == 0) (a, b) = ComparisonSides.Opposed(results[0], results[1]);
        var differences = folders.Count == 1 && a.Count == 0 && b.Count == 0
            ? [.. MethodsOf(results[0]).SelectMany(method => PairedComparison.Compare(results[0], Fixed(method), results[0], Fixed(Method.ZeroShot)))]
            : PairedComparison.Compare(results[0], a, results[^1], b);
        if (differences.Count == 0) throw ComparisonSides.NothingInCommon(results[0], results[^1]);
        IReadOnlyCollection<string> held = folders.Count == 1 && a.Count == 0 && b.Count == 0 ? ["method"] : [.. a.Keys, .. b.Keys];
        return new(Name(folders[0]), Name(folders[^1]), folders[0].ReadRecord()!.Identity, differences) { Pooled = ComparisonSides.Pooled(results[0], results[^1], held) };
    }

    /// <summary>In words, what the differences are pooled over, with a space before it; empty where it is nothing.</summary>
    public string Pooled { get; private init; } = "";

    /// <summary>What is compared.</summary>
    public string Title => RunA == RunB ? $"Paired differences within {RunA}" : $"{RunA} against {RunB}";

    /// <summary>The differences as a table.</summary>
    public ReportTable Table => new(
        "differences", "A - B, same questions", "Mean paired difference with its 95% interval (users resampled); * where it excludes 0. Of intervals that hold 95% of the time, one in twenty misses." + PairTables.Clusters(Tasks) + Pooled + JudgeWords.Of(Identity, Tasks),
        [.. ((string[])["A", "B", "task", "metric"]).Select(ReportColumn.Named), .. ((string[])["difference", "95% interval", "", "pairs", "users"]).Select(ReportColumn.Number)],
        [.. Differences.Select(Row)]);

    /// <summary>The differences as a figure: a panel for each task and metric, a row for each A.</summary>
    public Figure Figure => DotPlot.Draw(new(
        "differences", "Paired differences", $"A minus B over the same questions{Against}. An interval that crosses the dashed line does not tell a gain from a loss.{Pooled}{JudgeWords.Of(Identity, Tasks)} Points are means, lines 95% intervals.",
        [.. Differences.Select(Panel).Distinct().Select(FigurePanel.Differences)],
        [.. Differences.Select(NameOfA).Distinct()],
        ["A - B"],
        [.. Differences.Select(d => new FigureValue(Panel(d), NameOfA(d), "A - B", d.Difference.Mean, d.Difference.Low, d.Difference.High, d.Difference.N, d.Difference.Clusters))]));

    private IEnumerable<string> Tasks => Differences.Select(d => d.Task);

    private string Against => Differences.Select(NameOfB).Distinct().ToList() is [var one] ? $"; B is {one}" : "";

    private static string Panel(PairedDifference d) => $"{d.Task}: {d.Metric}";

    private string NameOfA(PairedDifference d) => d.A.Length > 0 ? d.A : RunA;

    private string NameOfB(PairedDifference d) => d.B.Length > 0 ? d.B : RunB;

    private IReadOnlyList<string> Row(PairedDifference d) =>
    [
        NameOfA(d), NameOfB(d), d.Task, d.Metric, Numerals.Signed3(d.Difference.Mean),
        Numerals.SignedInterval3(d.Difference) is { Length: > 0 } interval ? interval : "none: one user",
        d.Difference.Low > 0 || d.Difference.High < 0 ? "*" : "", Numerals.Whole(d.Difference.N), Numerals.Whole(d.Difference.Clusters),
    ];

    private static string Name(RunFolder folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Location));

    private static IEnumerable<string> MethodsOf(RunResults results) =>
        results.By(c => c.Method).Select(r => r.Key).Where(m => m is not Method.ZeroShot and not Method.NoHistory).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> Fixed(string method) => new() { ["method"] = method };

    /// <summary>Runs on other data, prompts or judges measure other things: their differences say nothing about models.</summary>
    private static void CheckIdentity(RunFolder a, RunFolder b)
    {
        var differences = a.ReadRecord()!.Identity.Differences(b.ReadRecord()!.Identity);
        if (differences.Count > 0)
            throw new BadInputException("compare", "the runs differ in more than their conditions: " + string.Join("; ", differences), "Compare runs of one dataset, judge, seed and set of prompts");
    }
}
