using System.Globalization;
using Attune.Cli.Measures;
using Attune.Statistics;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>The documents of <c>attune metrics</c> on the screen.</summary>
internal static class MetricsTables
{
    public static void Print(IAnsiConsole console, BradleyTerry ranking)
    {
        var table = Empty("Bradley-Terry coefficients", "model", "coefficient", "95% interval");
        foreach (var (model, coefficient) in ranking.Coefficients)
            table.AddRow(Markup.Escape(model), Signed(coefficient.Value), coefficient is { Low: { } low, High: { } high } ? $"{Signed(low)} to {Signed(high)}" : "none");
        console.Write(table);
        var contests = ranking.Contests is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n:N0} contests, ") : "";
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[grey]{contests}log loss {ranking.LogLoss:0.0000} (a coin's is 0.6931), {ranking.Scale}; a lead of d means odds of e^d to 1[/]"));
        if (ranking.Next is { } next) console.MarkupLine($"[grey]the next contest that would tell most: {Markup.Escape(next.A)} against {Markup.Escape(next.B)}[/]");
        foreach (var note in ranking.Notes) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(note)}");
    }

    public static void Print(IAnsiConsole console, KappaDocument k, RatingsFile ratings) =>
        PrintAgreement(console, k.Statistic == "cohen" ? $"Cohen's kappa, weights {k.Weights}" : "Fleiss' kappa", (k.Kappa, k.Low, k.High, k.N, k.LeftOut), ratings);

    public static void Print(IAnsiConsole console, AlphaDocument a, RatingsFile ratings) =>
        PrintAgreement(console, $"Krippendorff's alpha, {a.Level}", (a.Alpha, a.Low, a.High, a.N, a.LeftOut), ratings);

    public static void Print(IAnsiConsole console, CorrelationDocument c, SeriesFile series)
    {
        var table = Empty($"{series.Names[0]} and {series.Names[1]}", "correlation", "value", "95% interval", "p", "n", "left out");
        table.AddRow("Pearson", Value(c.Pearson), Interval(c.PearsonLow, c.PearsonHigh), P(c.P), Number(c.N), Number(c.LeftOut));
        table.AddRow("Spearman", Value(c.Spearman), Interval(c.SpearmanLow, c.SpearmanHigh), P(c.SpearmanP), Number(c.N), Number(c.LeftOut));
        console.Write(table);
    }

    private static void PrintAgreement(IAnsiConsole console, string statistic, (double? Value, double? Low, double? High, int N, int LeftOut) a, RatingsFile ratings)
    {
        var table = Empty("", "agreement", "value", "95% interval", "items", "left out", "raters");
        table.AddRow(statistic, Value(a.Value), Interval(a.Low, a.High), Number(a.N), Number(a.LeftOut), Markup.Escape(Names(ratings.Raters)));
        console.Write(table);
        console.MarkupLine("[grey]1 is full agreement, 0 what chance gives; interval: items left out one by one (jackknife)[/]");
    }

    internal static Table Empty(string title, params ReadOnlySpan<string> headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        if (title.Length > 0) table.Title = new TableTitle(Markup.Escape(title));
        foreach (var header in headers) table.AddColumn(header);
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        return table;
    }

    private static string Names(IReadOnlyList<string> raters) => raters.Count <= 6 ? string.Join(", ", raters) : Number(raters.Count);

    internal static string Interval(double? low, double? high) => low is null || high is null ? "none" : $"{Value(low)} to {Value(high)}";

    internal static string Value(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "none";

    internal static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(double? p) => p is > 0 and < 0.0001 ? "< 0.0001" : p?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "none";

    internal static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
