using System.Globalization;
using Attune.Datasets;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>A dataset's counts on the screen.</summary>
internal static class StatisticsTables
{
    public static void Print(IAnsiConsole console, DatasetStatistics s)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{s.Profiles:N0} profiles, {s.Preferences:N0} preferences, {s.Sessions:N0} sessions, {s.Turns:N0} turns, {s.Queries:N0} queries, {Pairs(s)}{s.Tokens:N0} tokens"));
        var sessions = new Table { Border = TableBorder.Simple };
        sessions.AddColumn("sessions by kind");
        foreach (var header in (string[])["sessions", "turns", "tokens"]) sessions.AddColumn(new TableColumn(header).RightAligned());
        foreach (var (kind, count) in s.SessionsByKind) sessions.AddRow(kind, Number(count), Number(s.TurnsByKind[kind]), Number(s.TokensByKind[kind]));
        console.Write(sessions);
        console.Write(Counts("sessions by expression", s.SessionsByExpression));
        console.Write(Counts("preferences by kind", s.PreferencesByKind));
        console.Write(Counts("preferences by type", s.PreferencesByType));
        console.Write(Counts("preferences by topic", s.PreferencesByTopic));
    }

    private static string Pairs(DatasetStatistics s) => s.Pairs > 0 ? string.Create(CultureInfo.InvariantCulture, $"{s.Pairs:N0} pairs, ") : "";

    private static Table Counts(string title, IReadOnlyDictionary<string, int> counts)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(title);
        table.AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, count) in counts) table.AddRow(Markup.Escape(name), Number(count));
        return table;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
