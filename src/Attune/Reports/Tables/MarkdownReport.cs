namespace Attune.Reports.Tables;

/// <summary>A run as Markdown: what it asks, what it says in plain words, and every table.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter output, RunDocument run)
    {
        output.Write($"# {MarkdownTables.Escape(run.Experiment.Name ?? run.Identity.Dataset)}\n\n{MarkdownTables.Escape(Reading.Question(run))}\n\n");
        foreach (var (topic, finding) in Reading.Of(run)) output.Write($"- {MarkdownTables.Escape(topic)}: {MarkdownTables.Escape(finding)}\n");
        foreach (var note in run.Notes) output.Write($"- Note: {MarkdownTables.Escape(note)}\n");
        output.Write("\n");
        MarkdownTables.Write(output, RunTables.Of(run));
    }
}
