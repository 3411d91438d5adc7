using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer;

/// <summary>Reads a content part, which must be text in both protocols.</summary>
internal static class TextPart
{
    /// <summary>The part under the cursor, and its <c>cache_control</c> if it has one.</summary>
    public static (KnownMessage Text, TimeSpan? Mark) Read(ref Utf8JsonReader json, string place, ChatRole role, KnownMessages known)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid(place, "an object of type text");
        string? type = null;
        TimeSpan? mark = null;
        Utf8JsonReader text = default;
        while (json.NextField())
        {
            if (json.ValueTextEquals("type"u8)) type = json.HasValue() ? json.Word($"{place}.type") : null;
            else if (json.ValueTextEquals("cache_control"u8)) mark = ReadMark(ref json, $"{place}.cache_control");
            else if (json.ValueTextEquals("text"u8))
            {
                json.Read();
                text = json;
                json.Skip();
            }
            else json.Skip();
        }

        if (type != "text") throw Refusal.Invalid($"{place}.type", "text, for embedded models read nothing else");
        if (text.TokenType != JsonTokenType.String) throw Refusal.Invalid($"{place}.text", "a string");
        return (known.Get(role, ref text), mark);
    }

    /// <summary>A <c>cache_control</c>: how long to keep the prefix that ends here.</summary>
    public static TimeSpan? ReadMark(ref Utf8JsonReader json, string place)
    {
        if (!json.HasValue()) return null;
        if (json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid(place, "an object of type ephemeral");
        var (type, lifetime) = ((string?)null, (string?)null);
        while (json.NextField())
        {
            if (json.ValueTextEquals("type"u8)) type = json.HasValue() ? json.Word($"{place}.type") : null;
            else if (json.ValueTextEquals("ttl"u8)) lifetime = json.HasValue() ? json.Word($"{place}.ttl") : null;
            else json.Skip();
        }

        if (type != "ephemeral") throw Refusal.Invalid($"{place}.type", "ephemeral");
        return lifetime switch
        {
            null or "5m" => TimeSpan.Zero,
            "1h" => TimeSpan.FromHours(1),
            _ => throw Refusal.Invalid($"{place}.ttl", "5m or 1h"),
        };
    }
}
