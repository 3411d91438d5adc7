using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Datasets.Exporting;

/// <summary>One of RealPref's files: an object with a field for each user. It goes to disk after each user.</summary>
internal sealed class RealPrefFile : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    private readonly Stream _stream;

    public RealPrefFile(Stream stream)
    {
        _stream = stream;
        Json = new(stream, Options);
        Json.WriteStartObject();
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a user's records as a list; no field where there is none.</summary>
    public void WriteList<T>(string user, IReadOnlyCollection<T> records, Action<Utf8JsonWriter, T> write)
    {
        if (records.Count == 0) return;
        Json.WriteStartArray(user);
        foreach (var record in records) write(Json, record);
        Json.WriteEndArray();
        Finish(records.Count);
    }

    /// <summary>Writes a user's only record.</summary>
    public void WriteOne<T>(string user, T record, Action<Utf8JsonWriter, T> write)
    {
        Json.WritePropertyName(user);
        write(Json, record);
        Finish(1);
    }

    /// <summary>Ends the file; without it, what was written is not whole.</summary>
    public void End()
    {
        Json.WriteEndObject();
        Json.Flush();
        _stream.Write("\n"u8);
    }

    public void Dispose()
    {
        Json.Dispose();
        _stream.Dispose();
    }

    private void Finish(int records)
    {
        Count += records;
        Json.Flush();
    }
}
