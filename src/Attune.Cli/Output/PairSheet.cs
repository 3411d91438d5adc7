using System.Globalization;
using Attune.Questions;
using Attune.Verifying;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Shows a pair to somebody who chooses its query, and what came of all choices. What a model chose is not shown: it would be followed.</summary>
internal static class PairSheet
{
    public static void Show(IAnsiConsole console, PairChecks checks, PreferencePair pair, int done)
    {
        Line(console, "");
        Line(console, string.Create(CultureInfo.InvariantCulture, $"{done + 1:N0} of {checks.Pairs.Count:N0}   {pair.Topic}"));
        Line(console, $"  One user:     {checks.A(pair).Text}");
        Line(console, $"  Another user: {checks.B(pair).Text}");
        Line(console, "  Which question would they have to be given different answers to?");
        foreach (var (number, query) in ShownPairs.Candidates(pair).Index()) Line(console, $"    {number + 1}  {query}");
    }

    public static void ShowKeys(IAnsiConsole console, int candidates) =>
        Line(console, $"{(candidates > 1 ? $"1-{candidates}" : "1")} choose   0 none of them   s skip   u undo   c comment   q quit");

    public static void Print(Screen screen, ApplyResult result, bool applied)
    {
        var people = result.People.Count == 0 ? "nobody" : string.Join(", ", result.People.Select(p => $"{PlainText.Of(p.Key)} ({p.Value:N0})"));
        Line(screen.Results, string.Create(CultureInfo.InvariantCulture, $"{result.Checked:N0} of {result.Pairs:N0} pairs checked, by {people}."));
        Line(screen.Results, string.Create(CultureInfo.InvariantCulture, $"{(applied ? "" : "To apply: ")}{Number(result.Changed, "query", "queries")} changed, {Number(result.Rejected, "pair", "pairs")} rejected."));
        if (result.Unanimous is { } unanimous) Line(screen.Results, string.Create(CultureInfo.InvariantCulture, $"Of the pairs with several people, {unanimous:0.000} were chosen alike by all."));
        Line(screen.Results, result.Alpha is { Value: { } alpha } agreement
            ? string.Create(CultureInfo.InvariantCulture, $"Krippendorff's alpha {alpha:0.000}{Interval(agreement.Low, agreement.High)}, {agreement.N:N0} pairs.")
            : $"Krippendorff's alpha: none, {result.Alpha.Undefined}.");
        if (result.Outdated > 0) screen.Hint(string.Create(CultureInfo.InvariantCulture, $"{result.Outdated:N0} decisions are about pairs that have been made again since, and do not count."));
        if (result.Unreadable > 0) screen.Hint(string.Create(CultureInfo.InvariantCulture, $"{Number(result.Unreadable, "line", "lines")} of checks.jsonl cannot be read, or choose a candidate that is not there, and do not count."));
    }

    private static string Number(int count, string one, string more) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : more)}");

    public static void Line(IAnsiConsole console, string text) => console.MarkupLine(Markup.Escape(PlainText.Of(text)));

    private static string Interval(double? low, double? high) => low is null ? "" : string.Create(CultureInfo.InvariantCulture, $" [{low:0.000}, {high:0.000}]");
}
