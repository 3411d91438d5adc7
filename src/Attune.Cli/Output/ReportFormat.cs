using System.CommandLine;

namespace Attune.Cli.Output;

/// <summary>The formats of reports, and how one is chosen: as said, else by the ending of the file to write, else the table of the screen.</summary>
internal static class ReportFormat
{
    public const string Table = "table";
    public const string Html = "html";
    public const string Markdown = "markdown";
    public const string Latex = "latex";
    public const string Csv = "csv";
    public const string Json = "json";

    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = Html,
        [".htm"] = Html,
        [".md"] = Markdown,
        [".tex"] = Latex,
        [".csv"] = Csv,
        [".json"] = Json,
    };

    public static Option<string?> Option(string what)
    {
        var option = new Option<string?>("--format", "-f") { Description = $"table, html, markdown, latex, csv or json. {what} Default: what the ending of --out says, else table." };
        option.AcceptOnlyFromAmong(Table, Html, Markdown, Latex, Csv, Json);
        return option;
    }

    public static string Chosen(string? format, bool json, string? output) =>
        json ? Json : format ?? (output is not null && ByEnding.TryGetValue(Path.GetExtension(output), out var byEnding) ? byEnding : Table);

    /// <summary>Writes a file as it is made, aside, and puts it in its place when it is whole.</summary>
    public static void WriteFile(string path, Action<TextWriter> write) => Disk.Guard(path, () =>
    {
        var aside = path + ".partial";
        try
        {
            using (var writer = new StreamWriter(aside)) write(writer);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    });
}
