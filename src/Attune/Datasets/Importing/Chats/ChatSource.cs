using System.Text.Json;
using Attune.Redacting;

namespace Attune.Datasets.Importing.Chats;

/// <summary>What is kept of a record beside its conversation: a few plain fields that say where it comes from. Everything else is left behind.</summary>
internal static class ChatSource
{
    private static readonly string[] Fields =
        ["id", "conversation_id", "conversation_hash", "title", "model", "default_model_slug", "language", "toxic", "redacted", "timestamp", "tstamp"];

    /// <summary>The fields as the unknown field <c>source</c> of a session; null where there is none.</summary>
    public static Dictionary<string, JsonElement>? Of(JsonElement record, Redactor? redactor)
    {
        var kept = new Dictionary<string, JsonElement>();
        foreach (var name in Fields)
            if (record.TryGetProperty(name, out var value) && Kept(value, redactor) is { } plain)
                kept[name] = plain;
        return kept.Count == 0 ? null : new() { ["source"] = JsonSerializer.SerializeToElement(kept, AttuneJson.Lines.DictionaryStringJsonElement) };
    }

    private static JsonElement? Kept(JsonElement value, Redactor? redactor)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return null;
        if (redactor is null) return value;
        var text = value.ToString();
        var redacted = redactor.Redact(text);
        return redacted == text ? value : JsonSerializer.SerializeToElement(redacted, AttuneJson.Lines.String);
    }
}
