namespace Attune.Reports.Tables;

/// <summary>Runs as Markdown: what each asks, what it says in plain words, and every table.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report of one run.</summary>
    public static void Write(TextWriter output, RunDocument run) => Write(output, run, run.Experiment.Name ?? run.Identity.Dataset);

    /// <summary>Writes the reports of runs one after the other, each under its name; where they cannot be ranked against each other, it says so first.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="runs">At least one.</param>
    public static void Write(TextWriter output, IReadOnlyList<RunDocument> runs)
    {
        if (runs is [var only])
        {
            Write(output, only);
            return;
        }

        if (RunNames.Differences(runs) is { Count: > 0 } differences)
            output.Write($"These runs cannot be ranked against each other:\n\n{string.Concat(differences.Select(d => $"- {MarkdownTables.Escape(d)}\n"))}\n");
        foreach (var (run, name) in runs.Zip(RunNames.Of(runs))) Write(output, run, name);
    }

    private static void Write(TextWriter output, RunDocument run, string title)
    {
        output.Write($"# {MarkdownTables.Escape(title)}\n\n{MarkdownTables.Escape(Reading.Question(run))}\n\n");
        foreach (var (topic, finding) in Reading.Of(run)) output.Write($"- {MarkdownTables.Escape(topic)}: {MarkdownTables.Escape(finding)}\n");
        foreach (var note in run.Notes) output.Write($"- Note: {MarkdownTables.Escape(note)}\n");
        output.Write("\n");
        MarkdownTables.Write(output, RunTables.Of(run));
    }
}
