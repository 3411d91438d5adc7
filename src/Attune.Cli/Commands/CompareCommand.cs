using System.CommandLine;
using System.Globalization;
using Attune.Cli.Output;
using Attune.Methods;
using Attune.Runs;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class CompareCommand
{
    public static Command Create(Screen screen)
    {
        var runs = new Argument<string[]>("run") { Description = "One run folder, or two: A and B.", Arity = new ArgumentArity(1, 2) };
        var a = Side("--a", "Which conditions are A, as method=rag,context=normal. Trials are paired that agree in query and in every field that neither side fixes. Default: each method against zero-shot, or run A against run B.");
        var b = Side("--b", "Which conditions are B, as method=zero-shot,context=normal.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("compare", "Prints the mean difference A - B over the same questions, with its 95% interval.", """
            attune compare runs/starter-1a2b3c
            attune compare runs/starter-1a2b3c --a method=rag,context=normal --b method=zero-shot,context=normal
            attune compare runs/monday runs/tuesday
            """) { runs, a, b, json };
        command.SetAction(parsed => Execute(
            screen, [.. parsed.GetRequiredValue(runs).Select(RunFolder.Open)], Conditions(parsed.GetValue(a), "--a"), Conditions(parsed.GetValue(b), "--b"), parsed.GetValue(json)));
        return command;
    }

    private static void Execute(Screen screen, RunFolder[] folders, Dictionary<string, string> a, Dictionary<string, string> b, bool json)
    {
        if (folders.Length == 2) CheckIdentity(folders[0], folders[1]);
        var results = Array.ConvertAll(folders, RunResults.Read);
        var differences = folders.Length == 1 && a.Count == 0 && b.Count == 0
            ? [.. MethodsOf(results[0]).SelectMany(method => PairedComparison.Compare(results[0], Fixed(method), results[0], Fixed(Method.ZeroShot)))]
            : PairedComparison.Compare(results[0], a, results[^1], b);
        if (differences.Count == 0)
            throw new BadInputException("compare", "finds no question that both sides answered", "Check --a and --b against 'attune report RUN --by model method context'");
        if (json) screen.Json(differences, AttuneJson.Documents.IReadOnlyListPairedDifference);
        else Print(screen, differences, Path.GetFileName(folders[0].Location), Path.GetFileName(folders[^1].Location));
    }

    private static IEnumerable<string> MethodsOf(RunResults results) =>
        results.By(c => c.Method).Select(r => r.Key).Where(m => m is not Method.ZeroShot and not Method.NoHistory).Order(StringComparer.Ordinal);

    /// <summary>Runs on other data, prompts or judges measure other things: their differences say nothing about models.</summary>
    private static void CheckIdentity(RunFolder a, RunFolder b)
    {
        var differences = a.ReadRecord()!.Identity.Differences(b.ReadRecord()!.Identity);
        if (differences.Count > 0)
            throw new BadInputException("compare", "the runs differ in more than their conditions: " + string.Join("; ", differences), "Compare runs of one dataset, judge, seed and set of prompts");
    }

    private static void Print(Screen screen, IReadOnlyList<PairedDifference> differences, string runA, string runB)
    {
        var table = new Table { Title = new TableTitle("A - B, same questions"), Border = TableBorder.Simple };
        table.AddColumns("A", "B", "task", "metric", "difference", "95% interval", "pairs", "users");
        foreach (var (a, b, task, metric, d) in differences)
        {
            var interval = d is { Low: { } low, High: { } high } ? $"{Signed(low)} to {Signed(high)}{(low > 0 || high < 0 ? " *" : "")}" : "none: one user";
            table.AddRow(Markup.Escape(a.Length > 0 ? a : runA), Markup.Escape(b.Length > 0 ? b : runB), task, metric, Signed(d.Mean), interval, $"{d.N:N0}", $"{d.Clusters:N0}");
        }

        screen.Results.Write(table);
    }

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Fixed(string method) => new() { ["method"] = method };

    private static Option<string?> Side(string name, string description) => new(name) { Description = description };

    /// <summary>Reads <c>field=value,…</c>; a part without a field belongs to the value before it, as in <c>context=interval=1,tail=2</c>.</summary>
    private static Dictionary<string, string> Conditions(string? text, string option)
    {
        var conditions = new Dictionary<string, string>();
        string? last = null;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && Condition.Fields.Contains(part[..at])) conditions[last = part[..at]] = part[(at + 1)..];
            else if (last is not null) conditions[last] += "," + part;
            else throw new BadInputException($"{option} {text}", "is not of the form field=value", "Fields are " + string.Join(", ", Condition.Fields));
        }

        return conditions;
    }
}
