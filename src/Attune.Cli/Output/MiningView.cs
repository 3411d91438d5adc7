using Attune.Synthesis.Mining;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Shows what chats came to.</summary>
internal static class MiningView
{
    /// <summary>Clusters that the table shows of each category.</summary>
    private const int MostClusters = 6;

    public static void Print(Screen screen, MiningReport report)
    {
        var spread = report.Spread;
        GenerationView.Print(screen, report.Generation);
        screen.Results.MarkupLine(Markup.Escape(
            $"{spread.Turns:N0} turns in {spread.Chats:N0} chats of {spread.Users:N0} users became {spread.Sessions:N0} sessions of one topic, {spread.ShortSessions:N0} of them shorter than three turns; {spread.SessionsWithoutPreference:N0} tell no preference."));
        screen.Results.MarkupLine(Markup.Escape(
            $"{spread.Found:N0} sentences about users, {spread.Duplicates:N0} of them duplicates; {spread.Preferences:N0} preferences in {spread.Clusters:N0} clusters, {spread.SharedPreferences:N0} of them held by several users; {spread.UsersWithoutPreference:N0} users without any."));
        if (spread.Preferences == 0) return;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("category", "preferences", "share", "clusters by name");
        foreach (var (category, count) in spread.ByCategory)
            table.AddRow(category, $"{count:N0}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100.0 * count / spread.Preferences:0.0} %"), Markup.Escape(Clusters(spread, category)));
        screen.Results.Write(table);
    }

    private static string Clusters(MiningSpread spread, string category)
    {
        List<string> named = [.. spread.ByCluster.Where(c => c.Key.StartsWith(category + " / ", StringComparison.Ordinal)).Select(c => $"{c.Key[(category.Length + 3)..]} {c.Value:N0}")];
        return string.Join(", ", named.Take(MostClusters)) + (named.Count > MostClusters ? $", and {named.Count - MostClusters:N0} more" : "");
    }
}
