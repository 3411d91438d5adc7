using System.Text;
using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>The text of a message's content: a string, a list of parts, or an object with one of these. Pictures, sounds and files leave a word.</summary>
internal static class ChatContent
{
    private const string Picture = "[image]";
    private const int DeepestPart = 8;

    /// <summary>The text; null where the content is none of these.</summary>
    public static string? Text(JsonElement content, RecordOddities oddities)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString();
            case JsonValueKind.Null:
                return "";
            case JsonValueKind.Array:
                var text = new StringBuilder();
                foreach (var part in content.EnumerateArray()) Append(text, Part(part, oddities, 0));
                return text.ToString();
            case JsonValueKind.Object:
                return Part(content, oddities, 0);
            default:
                return null;
        }
    }

    /// <summary>The text with the mark that some collections write for a picture as ours.</summary>
    public static string WithPictures(string text, RecordOddities oddities)
    {
        var parts = text.Split("<image>");
        oddities.Add("pictures", $"replaced by {Picture}", parts.Length - 1);
        return parts.Length == 1 ? text : string.Join(Picture, parts);
    }

    private static string Part(JsonElement part, RecordOddities oddities, int depth)
    {
        if (part.ValueKind == JsonValueKind.String) return part.GetString()!;
        if (part.ValueKind != JsonValueKind.Object || depth == DeepestPart) return Unknown(oddities, part.ValueKind.ToString());

        var type = JsonFields.Text(part, "type") ?? JsonFields.Text(part, "content_type") ?? "";
        if (type.Contains("image", StringComparison.Ordinal)) return Media("pictures", Picture, oddities);
        if (type.StartsWith("audio_transcription", StringComparison.Ordinal)) return JsonFields.Text(part, "text") ?? "";
        if (type.Contains("audio", StringComparison.Ordinal)) return Media("sounds", "[audio]", oddities);
        if (type.Contains("video", StringComparison.Ordinal)) return Media("videos", "[video]", oddities);
        if (type is "file" or "input_file" or "document") return Media("files", "[file]", oddities);
        if (type is "tool_use" or "tool_result" or "tool_call" or "thinking" or "reasoning") return ToolPart(oddities);
        foreach (var field in (ReadOnlySpan<string>)["text", "refusal", "content", "value"])
            if (JsonFields.Text(part, field) is { } text)
                return text;
        return part.TryGetProperty("text", out var inner) && inner.ValueKind == JsonValueKind.Object ? Part(inner, oddities, depth + 1) : Unknown(oddities, type);
    }

    private static string Media(string what, string mark, RecordOddities oddities)
    {
        oddities.Add(what, $"replaced by {mark}");
        return mark;
    }

    private static string ToolPart(RecordOddities oddities)
    {
        oddities.Add("tool calls, tool results and reasoning", "left out");
        return "";
    }

    private static string Unknown(RecordOddities oddities, string type)
    {
        oddities.Add($"parts of a message of the unknown type '{Shown.Short(type)}'", "left out");
        return "";
    }

    private static void Append(StringBuilder text, string part)
    {
        if (part.Length == 0) return;
        if (text.Length > 0) text.Append('\n');
        text.Append(part);
    }
}
