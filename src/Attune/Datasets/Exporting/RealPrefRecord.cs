using System.Text.Json;

namespace Attune.Datasets.Exporting;

/// <summary>
/// Writes one record of RealPref's: fields without a value are left out; then come the fields that an import kept under <c>source</c>, as
/// they were, and other unknown ones.
/// </summary>
internal sealed class RealPrefRecord : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Begins the object, under a name where it stands in another.</summary>
    public RealPrefRecord(Utf8JsonWriter json, string? name = null)
    {
        _json = json;
        if (name is not null) json.WritePropertyName(name);
        json.WriteStartObject();
    }

    public RealPrefRecord Text(string field, string? text)
    {
        if (text is null) return this;
        _written.Add(field);
        _json.WriteString(field, text);
        return this;
    }

    public RealPrefRecord Texts(string field, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0) return this;
        _written.Add(field);
        _json.WriteStartArray(field);
        foreach (var text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
        return this;
    }

    /// <summary>An object within this one.</summary>
    public RealPrefRecord Inner(string field)
    {
        _written.Add(field);
        return new(_json, field);
    }

    public void Rest(Dictionary<string, JsonElement>? extra)
    {
        if (extra is null) return;
        var source = extra.GetValueOrDefault("source");
        var kept = source.ValueKind == JsonValueKind.Object ? source.EnumerateObject().Select(f => (f.Name, f.Value)) : [];
        var others = extra.Where(f => f.Key != "source" || f.Value.ValueKind != JsonValueKind.Object).Select(f => (f.Key, f.Value));
        foreach (var (name, value) in kept.Concat(others))
        {
            if (!_written.Add(name)) continue;
            _json.WritePropertyName(name);
            value.WriteTo(_json);
        }
    }

    /// <summary>Ends the object.</summary>
    public void Dispose() => _json.WriteEndObject();
}
