using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Conversations;

namespace Attune.Datasets.Exporting;

/// <summary>Writes conversations as chat JSONL: one session a line, its messages as OpenAI's API names them.</summary>
public static class MessagesExporter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes <c>{"id", "messages": [{"role", "content"}], "metadata": {dataset, user_id, kind, expression, preference_id, date, reveals}}</c>
    /// for each session, users in order and the random sessions last. Metadata that a session lacks is left out; <c>reveals</c> are the
    /// indices, from 0, of the marked messages. An empty reply has no message. A session's unknown fields stand in its metadata.
    /// </summary>
    /// <param name="dataset">Its sessions are read a user's at a time.</param>
    /// <param name="file">A new file.</param>
    /// <param name="cancellationToken">Looked at between users; nothing is left behind.</param>
    /// <exception cref="BadInputException">The file exists or cannot be written.</exception>
    public static ExportResult Export(Dataset dataset, string file, CancellationToken cancellationToken = default)
    {
        if (Path.Exists(file)) throw new BadInputException(file, "already exists", "Choose another --out, or remove it first");
        var target = Path.GetFullPath(file);
        var aside = $"{target}.{Path.GetRandomFileName()}.partial";
        try
        {
            var lines = Disk.Guard(file, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var written = WriteAll(dataset, aside, cancellationToken);
                File.Move(aside, target);
                return written;
            });
            return new(file, new Dictionary<string, int> { ["conversations"] = lines }, new Dictionary<string, int>(), dataset.Card.License);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static int WriteAll(Dataset dataset, string file, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        using var json = new Utf8JsonWriter(stream, Relaxed);
        var lines = 0;
        foreach (var session in dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)).Concat(dataset.RandomSessions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteSession(json, dataset.Card.Name, session);
            json.Flush();
            stream.Write("\n"u8);
            json.Reset();
            lines++;
        }

        return lines;
    }

    private static void WriteSession(Utf8JsonWriter json, string dataset, Session session)
    {
        json.WriteStartObject();
        json.WriteString("id", session.Id);
        json.WriteStartArray("messages");
        var marked = new List<int>();
        var index = 0;
        foreach (var turn in session.Turns)
        {
            if (turn.Reveals == true) marked.Add(index);
            WriteMessage("user", turn.User);
            if (turn.Assistant.Length > 0) WriteMessage("assistant", turn.Assistant);
        }

        json.WriteEndArray();
        WriteMetadata(json, dataset, session, marked);
        json.WriteEndObject();

        void WriteMessage(string role, string content)
        {
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WriteString("content", content);
            json.WriteEndObject();
            index++;
        }
    }

    private static void WriteMetadata(Utf8JsonWriter json, string dataset, Session session, List<int> marked)
    {
        json.WriteStartObject("metadata");
        json.WriteString("dataset", dataset);
        if (session.UserId is { } user) json.WriteString("user_id", user);
        json.WriteString("kind", Word.Of(session.Kind));
        if (session.Expression is { } expression) json.WriteString("expression", expression);
        if (session.PreferenceId is { } preference) json.WriteString("preference_id", preference);
        if (session.Date is { } date) json.WriteString("date", Day.Of(date));
        if (marked.Count > 0)
        {
            json.WriteStartArray("reveals");
            foreach (var message in marked) json.WriteNumberValue(message);
            json.WriteEndArray();
        }

        foreach (var (name, value) in session.Extra ?? [])
        {
            if (name is "dataset" or "reveals") continue;
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
