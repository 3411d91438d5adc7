using System.Globalization;
using Attune.Cli.Measures;
using Attune.Statistics;
using Spectre.Console;
using static Attune.Cli.Output.MetricsTables;

namespace Attune.Cli.Output;

/// <summary>What <c>attune metrics</c> says of evaluators, on the screen.</summary>
internal static class TrustTables
{
    public static void Print(IAnsiConsole console, LengthBias bias)
    {
        var table = Empty("pass rate by length", "half", "pass rate", "95% interval", "items", "mean length", "from", "to");
        Add("longer", bias.Longer);
        Add("shorter", bias.Shorter);
        console.Write(table);
        if (bias.Difference is { } difference) console.MarkupLine($"longer - shorter: {Difference(difference)}");
        var apart = (bias.AtMedian, bias.LeftOut) switch
        {
            (0, 0) => "",
            var (at, left) => string.Create(CultureInfo.InvariantCulture, $"; in neither half: {at:N0} of the median length, {left:N0} without a verdict"),
        };
        if (bias.Median is { } median) console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[grey]split at the median length, {median:N1}{apart}[/]"));

        void Add(string name, LengthHalf? half)
        {
            if (half is null) table.AddRow(name, "none", "none", "0", "", "", "");
            else table.AddRow(name, Value(half.PassRate.Mean), Ends(half.PassRate), Number(half.PassRate.N), Length(half.MeanLength), Length(half.Shortest), Length(half.Longest));
        }
    }

    public static void Print(IAnsiConsole console, SelfPreference preference)
    {
        var table = Empty("pass rate by generator and evaluator", "generator", "evaluator", "pass rate", "95% interval", "n");
        var shown = "";
        foreach (var cell in preference.Matrix)
        {
            var own = cell.Generator == cell.Evaluator ? " (itself)" : "";
            table.AddRow(cell.Generator == shown ? "" : Markup.Escape(cell.Generator), Markup.Escape(cell.Evaluator) + own, Value(cell.PassRate.Mean), Ends(cell.PassRate), Number(cell.PassRate.N));
            shown = cell.Generator;
        }

        console.Write(table);
        if (preference.Evaluators.Count > 0) console.Write(Gains(preference));
        console.MarkupLine($"[grey]gain: what an evaluator passes of its own answers more than the other evaluators do; leniency: the same of others' answers; compared {(preference.Paired ? "item by item" : "by rates")}[/]");
        if (preference.LeftOut > 0) console.MarkupLine($"[grey]left out without a verdict: {Number(preference.LeftOut)}[/]");
        foreach (var own in preference.Evaluators)
            if (own.Undefined is { } reason) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(reason)}");
    }

    public static void Print(IAnsiConsole console, Consistency consistency, RatingsFile ratings)
    {
        var people = ratings.Raters.Count - 1;
        var table = Empty(
            $"{ratings.Raters[0]} and {(people == 1 ? ratings.Raters[1] : $"the majority of {people} people")}", "measure", "value", "95% interval", "items", "divided", "left out");
        table.AddRow("consistency", Value(consistency.Share?.Mean), consistency.Share is { } share ? Ends(share) : "none", Number(consistency.N), Number(consistency.Tied), Number(consistency.LeftOut));
        table.AddRow("Cohen's kappa", Value(consistency.Kappa.Value), Interval(consistency.Kappa.Low, consistency.Kappa.High), Number(consistency.Kappa.N), "", "");
        table.AddRow(consistency.BaselineLabel is { } label ? $"always '{Markup.Escape(label)}'" : "always the same", Value(consistency.Baseline), "", Number(consistency.N), "", "");
        console.Write(table);
        console.MarkupLine("[grey]consistency: share of items on which the model says what most people say; divided: people say two things equally often[/]");
        if (consistency is { Undefined: null, Kappa.Undefined: { } reason }) console.MarkupLine($"[yellow]note:[/] no kappa: {Markup.Escape(reason)}");
    }

    private static Table Gains(SelfPreference preference)
    {
        var table = Empty("own answers against what other evaluators say of them", "evaluator", "gain", "95% interval", "n", "leniency", "gain beyond", "95% interval");
        foreach (var own in preference.Evaluators)
        {
            table.AddRow(
                Markup.Escape(own.Evaluator), Points(own.Gain), Ends(own.Gain), own.Gain is { } gain ? Number(gain.N) : "0", Points(own.Leniency), Points(own.BeyondLeniency), Ends(own.BeyondLeniency));
        }

        return table;
    }

    private static string Difference(ShareDifference difference) => $"{Points(difference)}, 95% interval {Ends(difference)}";

    private static string Points(ShareDifference? difference) => difference is null ? "none" : Signed(difference.Value);

    private static string Ends(ShareDifference? difference) => difference is { Low: { } low, High: { } high }
        ? $"{Signed(low)} to {Signed(high)}"
        : "none";

    private static string Ends(Estimate estimate) => Interval(estimate.Low, estimate.High);

    private static string Length(double length) => length.ToString("N1", CultureInfo.InvariantCulture);
}
