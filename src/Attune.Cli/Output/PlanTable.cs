using System.Globalization;
using Attune.Models;
using Attune.Runs;
using Attune.Runs.Costs;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>A plan as a table: a row for each role and model, what all will cost, and what that rests on.</summary>
internal static class PlanTable
{
    public static void Print(IAnsiConsole console, RunPlan plan, RunOptions options)
    {
        var table = new Table { Title = new TableTitle("plan"), Border = TableBorder.Simple };
        table.AddColumns("role", "model");
        foreach (var header in (string[])["calls", "input", "unique", "shared", "cache reads", "output", "USD", "USD without sharing"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var use in plan.ByRole)
        {
            table.AddRow(
                use.Role, Markup.Escape(use.Model), Number(use.Calls), Number(use.InputTokens), Number(use.UniqueInputTokens), Number(use.SharedInputTokens),
                Number(use.ExpectedCacheReads), Number(use.OutputTokens), UsageTable.Dollars(use.CostUsd), UsageTable.Dollars(use.CostWithoutSharingUsd));
        }

        console.Write(table);
        console.MarkupLine(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{plan.Trials:N0} trials, {plan.Settled:N0} of them found done. {Cost(plan)} Run folder: {plan.Run}")));
        console.MarkupLine("[grey]unique: every distinct prefix of the prompts counted once; shared: the rest of the input[/]");
        foreach (var assumption in plan.Assumptions) console.MarkupLine($"[grey]{Markup.Escape(assumption)}[/]");
        foreach (var note in plan.Notes.Concat(OfPrices(plan, options))) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(note)}");
    }

    private static string Cost(RunPlan plan) => plan.CostUsd is { } cost
        ? $"About {UsageTable.Dollars(cost)} US dollars, {UsageTable.Dollars(plan.CostWithoutSharingUsd)} without sharing."
        : "The price is not known.";

    private static IEnumerable<string> OfPrices(RunPlan plan, RunOptions options)
    {
        foreach (var use in plan.ByRole.Where(u => u.Price is null)) yield return $"The price of {use.Model} is not known; {ModelsFile.Default} can say it.";
        var days = plan.ByRole.Select(u => u.PriceAsOf).OfType<DateOnly>().ToList();
        if (days.Count > 0) yield return string.Create(CultureInfo.InvariantCulture, $"Built-in prices as of {days.Min():yyyy-MM-dd}; check them with the vendor.");
        if (plan.CostUsd > options.MaxCost) yield return "That is more than --max-cost: the run would stop on the way, resumably.";
        if (plan.ByRole.Where(u => !EmbeddedModels.IsNamed(u.Model)).Sum(u => u.InputTokens + u.OutputTokens) > options.MaxTokens)
            yield return "That is more than --max-tokens: the run would stop on the way, resumably.";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
