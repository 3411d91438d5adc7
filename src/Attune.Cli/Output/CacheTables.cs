using System.Globalization;
using Attune.Models.Caching;
using Attune.Runs;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>What the response cache holds, and what it lacks, on the screen.</summary>
internal static class CacheTables
{
    public static void Print(IAnsiConsole console, CacheStatistics s)
    {
        var dates = s is { Oldest: { } oldest, Newest: { } newest } ? $", stored from {Date(oldest)} to {Date(newest)}" : "";
        console.WriteLine($"{s.Responses:N0} answers, {s.Prefixes:N0} different beginnings (all messages but the last), {Size(s.Bytes)}{dates}: {s.File}");
        console.WriteLine($"{s.Hits:N0} calls saved so far: {s.SavedInputTokens:N0} input tokens, {s.SavedOutputTokens:N0} output tokens");
        if (s.Models.Count == 0) return;
        var table = Columns("model", "answers", "calls saved", "input tokens saved", "output tokens saved");
        foreach (var m in s.Models)
            table.AddRow(Markup.Escape(m.Model), Number(m.Responses), Number(m.Hits), Number(m.SavedInputTokens), Number(m.SavedOutputTokens));
        console.Write(table);
    }

    public static void Print(IAnsiConsole console, CacheExplanation e)
    {
        console.WriteLine($"{e.Trials:N0} of {e.Planned:N0} trials looked at");
        if (e.Models.Count == 0)
        {
            console.WriteLine("No request of theirs is ever cached: embedded models cost nothing.");
            return;
        }

        var table = Columns("requests to", "stored", "to be sent");
        foreach (var model in e.Models) table.AddRow(Markup.Escape(model.Model), Number(model.Stored), Number(model.Missing));
        console.Write(table);
        if (e.UnknownJudgeRequests > 0)
            console.WriteLine($"and {e.UnknownJudgeRequests:N0} to the judge, about answers that are not stored: they cannot be known before");
        if (e.First is not { } first) return;
        console.WriteLine($"To be sent, for example: {first.Model}, query {first.QueryId}, {string.Join(", ", Fields(first.Condition))}");
        console.WriteLine($"It differs from the nearest stored request in {first.Difference}");
    }

    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KB"),
    };

    private static IEnumerable<string> Fields(Condition condition) =>
        new[] { condition.Method, condition.Expression, condition.Context, condition.Task }.OfType<string>();

    private static Table Columns(string first, params string[] numbers)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(first);
        foreach (var header in numbers) table.AddColumn(new TableColumn(header).RightAligned());
        return table;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
