using System.Buffers;
using System.Text.Json;

namespace Attune.Datasets.Importing;

/// <summary>One record of a source file, nearly always an object. What is odd about it is reported under its file and name.</summary>
internal sealed class SourceRecord
{
    private readonly string _file;
    private readonly string _name;
    private readonly List<Anomaly> _anomalies;

    private SourceRecord(string file, string name, JsonElement json, List<Anomaly> anomalies) =>
        (_file, _name, Json, _anomalies) = (file, name, json, anomalies);

    public JsonElement Json { get; }

    /// <summary>Reads an object and reports the oddities of its text; null, and reported, where the element is none.</summary>
    public static SourceRecord? Read(string file, string name, JsonElement element, List<Anomaly> anomalies)
    {
        if (element.ValueKind == JsonValueKind.Object) return ReadAny(file, name, element, anomalies);
        anomalies.Add(new(file, name, $"is {Describe(element.ValueKind)}, not an object", "left out"));
        return null;
    }

    /// <summary>The same for an element of any kind.</summary>
    public static SourceRecord ReadAny(string file, string name, JsonElement element, List<Anomaly> anomalies)
    {
        var record = new SourceRecord(file, name, WellFormed.Mend(element, out var mended), anomalies);
        if (mended) record.Report("holds broken Unicode (half a surrogate pair, or bytes that are not UTF-8)", "replaced by U+FFFD");
        foreach (var (problem, action) in TextOddities.Of(record.Json)) record.Report(problem, action);
        return record;
    }

    /// <summary>An object within this one, reported under the same name; its text has been looked at.</summary>
    public SourceRecord Part(JsonElement json) => new(_file, _name, json, _anomalies);

    public void Report(string problem, string action) => _anomalies.Add(new(_file, _name, problem, action));

    /// <summary>The field's text, exactly as it stands; null where it is missing, blank or no string.</summary>
    public string? Text(string field) =>
        Field(field, JsonValueKind.String)?.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The field, where it is there and of this kind.</summary>
    public JsonElement? Field(string field, JsonValueKind kind) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(field, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>Those of the fields that hold a text; one that holds anything else is reported.</summary>
    public IEnumerable<string> Texts(params string[] fields)
    {
        foreach (var field in fields)
        {
            if (Text(field) is not null) yield return field;
            else if (Json.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.String)
                Report($"{field} is {Describe(value.ValueKind)}, not a string", "read as missing, its source kept");
        }
    }

    /// <summary>The fields not named, as one object, to be kept as the source has them; null where none is left.</summary>
    public JsonElement? Without(IReadOnlyCollection<string> used)
    {
        var rest = Json.EnumerateObject().Where(f => !used.Contains(f.Name)).ToList();
        if (rest.Count == 0) return null;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var field in rest) field.WriteTo(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The same, as the unknown fields of a record of ours.</summary>
    public Dictionary<string, JsonElement>? SourceWithout(IReadOnlyCollection<string> used) =>
        Without(used) is { } rest ? new() { ["source"] = rest } : null;

    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
