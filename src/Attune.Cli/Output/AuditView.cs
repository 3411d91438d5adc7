using System.Diagnostics;
using System.Globalization;
using System.Text;
using Attune.Audits;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>An audit on the screen, in 80 columns.</summary>
internal static class AuditView
{
    private const int Width = 80;

    /// <summary>Findings shown of a check; all of them are in the report.</summary>
    private const int MostFindings = 5;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>A line now and then, where it takes long.</summary>
    public static Action<AuditProgress> Progress(IAnsiConsole console)
    {
        var (watch, next) = (Stopwatch.StartNew(), BetweenLines);
        return progress =>
        {
            if (watch.Elapsed < next) return;
            next = watch.Elapsed + BetweenLines;
            console.MarkupLine(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{progress.Gate}: {progress.Done:N0} of {progress.Of:N0}")));
        };
    }

    public static void Print(IAnsiConsole console, AuditReport report, string? output)
    {
        var users = report.Users < report.OfUsers ? $"{report.Users:N0} of {report.OfUsers:N0} users" : $"{report.Users:N0} {(report.Users == 1 ? "user" : "users")}";
        console.MarkupLine($"[bold]{Markup.Escape(report.Dataset)}[/], {users}{(report.Model is { } model ? Markup.Escape($", with {model}") : "")}");
        foreach (var gate in report.Gates)
        {
            console.WriteLine();
            console.MarkupLine($"{Colored(gate.Verdict)} [bold]{gate.Gate}[/]");
            foreach (var check in gate.Checks) Print(console, check, output);
        }

        console.WriteLine();
        var failed = report.Gates.Where(g => g.Verdict == GateVerdict.Fail).Select(g => g.Gate).ToList();
        console.MarkupLine(failed.Count == 0 ? "[green]No gate failed.[/]" : $"[red]Failed: {string.Join(", ", failed)}.[/]");
    }

    private static void Print(IAnsiConsole console, AuditCheck check, string? output)
    {
        var facts = Facts(check);
        var head = $"  {Word(check.Verdict),-5} {check.Name}";
        var room = Width - head.Length - facts.Length;
        var rest = facts.Length == 0 ? "" : room > 1 ? new string(' ', room) + facts : $"\n{facts.PadLeft(Width)}";
        console.MarkupLine($"  {Colored(check.Verdict)}{Markup.Escape(head[7..] + rest)}");
        if (check.Note is { } note) Indented(console, note, "grey");
        var findings = check.Findings ?? [];
        foreach (var finding in findings.Take(MostFindings)) Indented(console, $"{finding.Place} {finding.Id}: {finding.Found}", "default");
        if (findings.Count > MostFindings)
            Indented(console, $"and {findings.Count - MostFindings:N0} more; {(output is null ? "--out FILE lists" : $"{output} lists")} all", "grey");
    }

    private static string Facts(AuditCheck check)
    {
        if (check.Value is not { } value) return "";
        if (check.IsRecords) return $"{check.Offending:N0} of {check.N:N0}";
        var text = new StringBuilder(Number(value));
        if (check is { Low: { } low, High: { } high }) text.Append(CultureInfo.InvariantCulture, $" [{Number(low)}, {Number(high)}]");
        text.Append(CultureInfo.InvariantCulture, $" n {check.N:N0}");
        return text.Append(check switch
        {
            { AtLeast: { } least, AtMost: { } most } => $", {Number(least)} to {Number(most)}",
            { AtLeast: { } least } => $", least {Number(least)}",
            { AtMost: { } most } => $", most {Number(most)}",
            _ => "",
        }).ToString();
    }

    /// <summary>Shares and entropies with two or three digits, tokens and counts whole.</summary>
    private static string Number(double value) => value.ToString(Math.Abs(value) >= 20 ? "N0" : value == Math.Round(value, 2) ? "0.00" : "0.000", CultureInfo.InvariantCulture);

    private static string Word(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => "pass",
        GateVerdict.Fail => "FAIL",
        GateVerdict.NotApplicable => "n/a",
        _ => "",
    };

    private static string Colored(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => "[green]pass[/] ",
        GateVerdict.Fail => "[red]FAIL[/] ",
        _ => $"[grey]{Word(verdict),-5}[/]",
    };

    private static void Indented(IAnsiConsole console, string text, string color)
    {
        const string Indent = "        ";
        var line = new StringBuilder(Indent);
        foreach (var word in text.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Indent.Length && line.Length + 1 + word.Length > Width) Flush();
            if (line.Length > Indent.Length) line.Append(' ');
            line.Append(word);
        }

        Flush();

        void Flush()
        {
            console.MarkupLine($"[{color}]{Markup.Escape(line.ToString())}[/]");
            line.Clear().Append(Indent);
        }
    }
}
