using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing;

/// <summary>One JSON file of an import's source. What cannot be read is reported, never thrown.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="name">How anomalies name it: relative to the source folder, with forward slashes.</param>
/// <param name="anomalies">Where to report.</param>
internal sealed partial class SourceFile(string path, string name, List<Anomaly> anomalies)
{
    public string Name => name;

    /// <summary>The objects of a file that is one array, with their index in it; null where the file is broken.</summary>
    public IReadOnlyList<SourceRecord?>? ReadRecords()
    {
        if (Read() is not { } root) return null;
        if (root.ValueKind == JsonValueKind.Array) return [.. root.EnumerateArray().Select(Record)];
        anomalies.Add(new(name, "", $"is {SourceRecord.Describe(root.ValueKind)}, not an array", "the file was not read"));
        return null;
    }

    /// <summary>The same, one object in memory at a time; a file that breaks off gives what stands before the break.</summary>
    public IEnumerable<(int Index, SourceRecord? Record)> StreamRecords()
    {
        using var stream = Guard(() => File.OpenRead(path), "the file was not read");
        if (stream is null) yield break;

        using var enumerator = JsonValues.Read(stream, isArray: true).GetEnumerator();
        for (var index = 0; Guard(enumerator.MoveNext, $"the {index} records before it were read"); index++)
            yield return (index, Record(enumerator.Current, index));
    }

    /// <summary>The whole file; null where it is broken.</summary>
    public JsonElement? Read() => Guard<JsonElement?>(
        () =>
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, AttuneJson.Default.JsonElement);
        },
        "the file was not read");

    /// <summary>The whole file, its Unicode mended and LaTeX's escape of the ampersand, which is no JSON, read as the ampersand.</summary>
    public JsonElement? ReadMended()
    {
        var text = Guard(() => File.ReadAllText(path), "the file was not read");
        if (text is null) return null;

        var plain = LatexAmpersand().Replace(text, "$1&");
        if (plain != text) anomalies.Add(new(name, "", @"writes \& for &", "read as &"));
        if (Guard<JsonElement?>(() => JsonElement.Parse(plain), "the file was not read") is not { } json) return null;

        json = WellFormed.Mend(json, out var mended);
        if (mended) anomalies.Add(new(name, "", "holds broken Unicode", "replaced by U+FFFD"));
        return json;
    }

    private SourceRecord? Record(JsonElement element, int index) => SourceRecord.Read(name, $"{index}", element, anomalies);

    private T? Guard<T>(Func<T> read, string action)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            anomalies.Add(new(name, "", e.LineNumber is { } line ? $"is broken JSON at line {line + 1}" : "is broken JSON", action));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            anomalies.Add(new(name, "", $"cannot be read: {e.Message.TrimEnd('.')}", action));
        }

        return default;
    }

    /// <summary>An ampersand behind a backslash of its own, not behind an escaped one.</summary>
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\&")]
    private static partial Regex LatexAmpersand();
}
