using System.Globalization;
using Attune.Models;
using Attune.Reports;
using Attune.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Attune.Cli.Output;

/// <summary>What a run took, by role and model; nothing where only embedded models had part in it.</summary>
internal static class UsageTable
{
    public static void Print(IAnsiConsole console, IReadOnlyList<RoleReport> usage, IReadOnlyDictionary<string, ModelFacts> models)
    {
        var real = Real(usage);
        if (real.Count == 0) return;
        var table = Table(real);
        if (((IRenderable)table).Measure(RenderOptions.Create(console), int.MaxValue).Max <= console.Profile.Width) console.Write(table);
        else Narrow(console, real);
        console.MarkupLine("[grey]tokens as the endpoints count them; saved: what would have been paid more if nothing were read from a cache nor written to one; "
            + $"p50, p95, p99: seconds that so many trials' calls stayed within.{PricesOf(real, models)}[/]");
        foreach (var u in real.Where(u => u.AttemptsWithoutUsage > 0))
            console.WriteLine($"{u.Role} {u.Model}: {Number(u.AttemptsWithoutUsage)} {(u.AttemptsWithoutUsage == 1 ? "attempt" : "attempts")} without usage; what {(u.AttemptsWithoutUsage == 1 ? "it" : "they")} took is in none of these sums.");
    }

    /// <summary>What models of endpoints took; embedded ones take nothing.</summary>
    public static IReadOnlyList<RoleReport> Real(IEnumerable<RoleReport> usage) => [.. usage.Where(u => u.Attempts > 0 && !EmbeddedModels.IsNamed(u.Model))];

    private static Table Table(IEnumerable<RoleReport> usage)
    {
        var table = new Table { Title = new TableTitle("usage"), Border = TableBorder.Simple };
        table.AddColumns("role", "model");
        foreach (var header in (string[])["calls", "input", "cached", "output", "USD", "saved", "p50 s", "p95 s", "p99 s", "retried", "throttled"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var u in usage)
        {
            table.AddRow([
                u.Role, Markup.Escape(u.Model), Number(u.Calls), Number(u.InputTokens), Number(u.CachedInputTokens), Number(u.OutputTokens), Cost(u), Dollars(u.SavedByPrefixUsd),
                Seconds(u.LatencyP50Ms), Seconds(u.LatencyP95Ms), Seconds(u.LatencyP99Ms), Number(u.Retried), Number(u.Throttled)]);
        }

        return table;
    }

    /// <summary>Some lines for each model, where the table would be wider than the screen and break in its numbers.</summary>
    private static void Narrow(IAnsiConsole console, IEnumerable<RoleReport> usage)
    {
        console.WriteLine("usage");
        foreach (var u in usage)
        {
            console.WriteLine($"  {u.Role} {u.Model}");
            console.WriteLine($"    calls {Number(u.Calls)}, retried {Number(u.Retried)}, throttled {Number(u.Throttled)}");
            console.WriteLine($"    input {Number(u.InputTokens)}, of these cached {Number(u.CachedInputTokens)}; output {Number(u.OutputTokens)}");
            console.WriteLine($"    USD {Cost(u)}, saved {Dollars(u.SavedByPrefixUsd)}");
            if (u.LatencyP50Ms is not null) console.WriteLine($"    p50 {Seconds(u.LatencyP50Ms)} s, p95 {Seconds(u.LatencyP95Ms)} s, p99 {Seconds(u.LatencyP99Ms)} s");
        }
    }

    /// <summary>Dollars, or a word where they are not known.</summary>
    public static string Dollars(double? dollars) => dollars is { } known ? known.ToString(known is > 0 and < 0.1 ? "0.0000" : "N2", CultureInfo.InvariantCulture) : "unknown";

    /// <summary>What is known of a cost.</summary>
    private static string Cost(RoleReport u) => u is { CostUsd: null, CostAtLeastUsd: > 0 and var least } ? $"at least {Dollars(least)}" : Dollars(u.CostUsd);

    /// <summary>Since when the built-in prices are as they are taken here.</summary>
    private static string PricesOf(IEnumerable<RoleReport> usage, IReadOnlyDictionary<string, ModelFacts> models)
    {
        var days = usage.Select(u => models.GetValueOrDefault(u.Model)?.PriceAsOf).OfType<DateOnly>().ToList();
        return days.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" Built-in prices as of {days.Min():yyyy-MM-dd}.");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double? milliseconds) => (milliseconds / 1000)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
