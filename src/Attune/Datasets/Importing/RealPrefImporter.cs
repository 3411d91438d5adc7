using Attune.Conversations;

namespace Attune.Datasets.Importing;

/// <summary>Turns a folder of JSON files in the shapes of RealPref's appendices A and B into a dataset. The layout is described in docs/import.md.</summary>
public static class RealPrefImporter
{
    private const string Made =
        "Imported from JSON files in the shapes of RealPref's appendices A and B. Queries, conversations and generalized preferences were joined to "
        + "the original preferences by user and exact text; a session has the date of the event that it goes back to. Texts are unchanged.";

    /// <summary>Reads every <c>.json</c> file of the folder and the folders in it. Nothing odd is fatal; every oddity is in the result.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="folder">Where the dataset will stand; new or empty.</param>
    /// <exception cref="BadInputException">The source holds no user of RealPref, or the folder cannot be written.</exception>
    public static ImportResult Import(string source, string folder)
    {
        if (!Directory.Exists(source)) throw new BadInputException(source, "no such folder", "Give the folder that holds RealPref's JSON files");

        var anomalies = new List<Anomaly>();
        using var writer = new DatasetWriter(folder);
        var reader = new RealPrefReader(anomalies);
        reader.Read(Files(source, anomalies));

        foreach (var user in reader.Users) RealPrefUserWriter.Write(user, writer, anomalies);
        if (writer.Counts["preferences"] == 0)
            throw new BadInputException(source, "holds no preference in RealPref's shape", "See docs/import.md for the shapes that are read");
        WriteRandom(reader, writer);

        writer.Commit(Card);
        return new(folder, writer.Counts, anomalies);
    }

    private static DatasetCard Card => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = "realpref",
        Source = "RealPref",
        Made = Made,
    };

    private static List<SourceFile> Files(string source, List<Anomaly> anomalies)
    {
        var files = new List<SourceFile>();
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(source, path).Replace('\\', '/');
            if (Path.GetExtension(path) == ".json") files.Add(new(path, name, anomalies));
            else anomalies.Add(new(name, "", "is no JSON file", "not read"));
        }

        return files;
    }

    private static void WriteRandom(RealPrefReader reader, DatasetWriter writer)
    {
        var number = 0;
        foreach (var (record, dialogue) in reader.RandomDialogues)
            foreach (var turns in RealPrefTurns.Of(record, dialogue))
                writer.Add(new Session { Id = $"random-{++number:00000}", Kind = SessionKind.Random, Turns = turns });
    }
}
