namespace Attune.Datasets.Importing;

/// <summary>Turns PrefEval's released folder (Zhao et al., 2025), as it is, into a dataset: one user, one preference and one query per item.</summary>
public static class PrefEvalImporter
{
    private const string Made =
        "Imported from PrefEval's release. An item is a topic and an index: one user, one original preference, one query. Its three expressions are "
        + "direct (the preference stated, and a fixed acknowledgement of ours), choice and persona (the release's own conversations). The right option, "
        + "first in the release, stands where a hash of the item's id puts it; the true-false questions are made from the options. "
        + "Filler conversations are the random sessions, in their order. Texts are unchanged.";

    /// <summary>Reads the release and writes the dataset. Nothing odd in it is fatal; every oddity is in the result.</summary>
    /// <param name="source">PrefEval's folder <c>benchmark_dataset</c>, or one that holds it.</param>
    /// <param name="folder">Where the dataset will stand; new or empty.</param>
    /// <exception cref="BadInputException">The source holds nothing of PrefEval that can be read, or the folder cannot be written.</exception>
    public static ImportResult Import(string source, string folder)
    {
        var anomalies = new List<Anomaly>();
        var release = PrefEvalFolder.Find(source, anomalies);
        using var writer = new DatasetWriter(folder);

        var (preferences, questions) = (new PrefEvalDuplicates("preference"), new PrefEvalDuplicates("question"));
        foreach (var topic in release.Topics)
        {
            foreach (var (index, item) in PrefEvalTopicReader.Read(release, topic, anomalies))
            {
                Write(item, writer);
                preferences.Add(topic, index, item.Preference.Text);
                if (item.Query is { } query) questions.Add(topic, index, query.Question);
            }
        }

        if (writer.Counts["profiles"] == 0) throw Unreadable(source, anomalies);
        foreach (var topic in release.Topics)
            foreach (var problem in (string[])[.. preferences.Of(topic), .. questions.Of(topic)])
                anomalies.Add(new(release.PlaceOf(topic), "", problem, "kept"));

        if (release.OpenInterTurns() is { } filler)
            foreach (var session in PrefEvalInterTurns.Read(filler)) writer.Add(session);
        writer.Commit(Card);
        return new(folder, writer.Counts, anomalies);
    }

    private static DatasetCard Card => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = "prefeval",
        License = "CC BY-NC 4.0",
        Source = "PrefEval, the released benchmark_dataset (Zhao et al., 2025, \"Do LLMs Recognize Your Preferences?\")",
        Made = Made,
    };

    private static void Write(PrefEvalItem item, DatasetWriter writer)
    {
        writer.Add(item.Profile);
        writer.Add(item.Preference);
        foreach (var session in item.Sessions) writer.Add(session);
        if (item.Query is { } query) writer.Add(query);
    }

    private static BadInputException Unreadable(string source, List<Anomaly> anomalies) => new(
    [
        new(source, "holds no item of PrefEval that can be read", "Mend the files named below, or take the release anew"),
        .. anomalies.Where(a => a.Record.Length == 0).Select(a => new Fault(a.File, a.Problem, "Mend it, or take it anew from the release")),
    ]);
}
