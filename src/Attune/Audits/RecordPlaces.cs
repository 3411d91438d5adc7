using System.Collections.Concurrent;
using System.Text.Json;
using Attune.Datasets;

namespace Attune.Audits;

/// <summary>Where records stand, by id. A file is read when a record of it is asked for first. Thread-safe.</summary>
internal sealed class RecordPlaces(DatasetFiles files)
{
    private readonly ConcurrentDictionary<string, Lazy<Dictionary<string, int>>> _lines = new(StringComparer.Ordinal);

    /// <summary>File and line; the file alone for a record that is not in it.</summary>
    public string Of(string file, string id) =>
        _lines.GetOrAdd(file, name => new(() => Read(name))).Value.TryGetValue(id, out var line) ? $"{file}:{line}" : file;

    private Dictionary<string, int> Read(string file)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        using var stream = files.Open(file);
        if (stream is null) return lines;
        foreach (var (number, _, line) in JsonLines.Split(stream, file))
            if (IdIn(line.Span) is { } id) lines.TryAdd(id, number);
        return lines;
    }

    private static string? IdIn(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id");
                reader.Read();
                if (isId && reader.TokenType == JsonTokenType.String) return reader.GetString();
                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
