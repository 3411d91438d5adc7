using System.Globalization;
using Attune.Judging;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Statistics;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Contests of models and methods on preference pairs: who is how strong, and the share of contests that each row won against each column.</summary>
internal static class ContestTables
{
    /// <summary>More contestants have no win matrix on the screen.</summary>
    private const int WidestMatrix = 10;

    public static void Print(IAnsiConsole console, RunResults results)
    {
        var contests = results.Contests();
        foreach (var result in contests)
        {
            console.Write(StrengthTable(result));
            if (result.Unranked is { } why) console.MarkupLine(Markup.Escape($"no strengths: {why}"));
            foreach (var note in result.Ranking?.Notes ?? []) console.MarkupLine(Markup.Escape(note));
        }

        if (contests.Count == 0) return;
        console.MarkupLine("[grey]strength: Bradley-Terry coefficient, sum 0, 95% interval; d more means odds of e^d to 1. Columns: share of contests that the row won against the column; ties are nobody's win[/]");
    }

    private static Table StrengthTable(ContestResult result)
    {
        var tally = result.Tally;
        var names = result.Ranking is { } ranking ? [.. ranking.Coefficients.Keys] : tally.Matrix.Select(c => c.Contestant).Distinct().ToList();
        var title = string.Create(CultureInfo.InvariantCulture, $"contests by {result.Evaluator}: {tally.Contests:N0}, {tally.Ties:N0} ties, {tally.Undecided:N0} undecided; {Orders(tally)}");
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        table.AddColumn("contestant");
        if (result.Ranking is not null) table.AddColumn(new TableColumn("[bold]strength[/]").NoWrap());
        table.AddColumn(new TableColumn("contests").RightAligned());
        var against = names.Count <= WidestMatrix ? names : [];
        for (var i = 0; i < against.Count; i++) table.AddColumn(new TableColumn($"#{i + 1}").RightAligned());
        foreach (var (name, i) in names.Select((n, i) => (n, i)))
        {
            var met = tally.Matrix.Where(c => c.Contestant == name).ToDictionary(c => c.Opponent);
            string[] strength = result.Ranking is { } fit ? [Strength(fit.Coefficients[name])] : [];
            table.AddRow([
                Markup.Escape(against.Count > 0 ? $"#{i + 1} {name}" : name), .. strength, met.Values.Sum(c => c.Wins + c.Losses + c.Ties).ToString("N0", CultureInfo.InvariantCulture),
                .. against.Select(a => a == name ? "-" : met.GetValueOrDefault(a)?.WinRate?.Mean.ToString("0.00", CultureInfo.InvariantCulture) ?? "")]);
        }

        return table;
    }

    private static string Orders(ContestTally tally) =>
        tally.Consistent is { } alike ? string.Create(CultureInfo.InvariantCulture, $"{100 * alike.Mean:0}% alike in both orders") : "each seen in one order of the seats";

    private static string Strength(Coefficient c) => c is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{c.Value:+0.00;-0.00;0.00} [grey]{low:+0.00;-0.00;0.00} to {high:+0.00;-0.00;0.00}[/]")
        : c.Value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
