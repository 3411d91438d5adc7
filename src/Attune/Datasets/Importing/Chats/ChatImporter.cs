using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>Turns real conversations into a dataset: a session of kind chat for each. The formats and every rule are described in docs/import.md.</summary>
public static class ChatImporter
{
    /// <summary>
    /// Reads the source once, one conversation in memory at a time, and writes each as a session. What is odd is counted and never fatal.
    /// Sessions are numbered in the order of the source.
    /// </summary>
    /// <param name="format">What the source is.</param>
    /// <param name="source">A file, plain or gzipped; or a folder or zip file of them.</param>
    /// <param name="folder">Where the dataset will stand; new or empty.</param>
    /// <param name="options">Whose the conversations are, and whether to redact them; null for the defaults.</param>
    /// <param name="cancellationToken">Looked at between conversations; nothing is left behind.</param>
    /// <exception cref="BadInputException">The source holds no conversation of the format, or the folder cannot be written.</exception>
    public static ChatImportResult Import(
        ChatFormat format, string source, string folder, ChatImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        using var files = ChatFiles.Find(format, source);
        using var writer = new DatasetWriter(folder);
        var (oddities, sessions) = (new ChatOddities(), new ChatSessions(format, options, writer));
        foreach (var file in files.Files)
            foreach (var (place, record) in ChatRecords.Read(file, oddities))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(record, place);
            }

        if (sessions.Count == 0) throw Nothing(format, source, oddities);
        writer.Commit(Card(format, options));
        return new(folder, writer.Counts, sessions.Turns, options.Redactor?.Counts, oddities.All);

        void Add(JsonElement record, string place)
        {
            var own = new RecordOddities();
            sessions.Add(record, own);
            own.TellTo(oddities, place);
        }
    }

    private static DatasetCard Card(ChatFormat format, ChatImportOptions options) => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = format.Name,
        Source = $"Imported from {format.Source}",
        Made = "Real conversations, one a session. Messages that one side sent in a row are joined by a blank line; system and tool messages are left out. "
            + (options.Redactor is null ? "Texts are otherwise unchanged and may hold personal data." : "Identifiers and secrets were removed by their form; names and what no form shows are still there."),
        Extra = options.Redactor is null ? null : new() { ["redacted"] = JsonSerializer.SerializeToElement(options.Redactor.Counts, AttuneJson.Lines.IReadOnlyDictionaryStringInt64) },
    };

    private static BadInputException Nothing(ChatFormat format, string source, ChatOddities oddities) => new(
    [
        new(source, $"holds no conversation that can be read as {format.Name}", "See docs/import.md for what each format looks like; the others are "
            + string.Join(", ", ChatFormat.All.Where(f => f != format).Select(f => f.Name))),
        .. oddities.All.Take(5).Select(o => new Fault(o.Places[0], $"{o.Problem}: {o.Times.ToString(System.Globalization.CultureInfo.InvariantCulture)}", "Mend it, or choose the format that it has")),
    ]);
}
