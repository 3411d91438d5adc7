using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>A record that lists its messages one after the other. The formats differ in the names of the fields, and real files mix these, so all are read.</summary>
internal static class MessageList
{
    private static readonly string[] Lists = ["conversations", "conversation", "messages", "items"];
    private static readonly string[] Roles = ["from", "role", "author"];
    private static readonly string[] Contents = ["value", "content", "text"];
    private static readonly string[] Users = ["user_id", "user", "hashed_ip", "hashed_user_id", "safety_identifier"];
    private static readonly string[] Times = ["timestamp", "tstamp", "create_time", "created_at", "created", "date"];

    public static SourceChat? Read(JsonElement record, RecordOddities oddities)
    {
        if (Lists.Select(l => JsonFields.Field(record, l, JsonValueKind.Array)).FirstOrDefault(l => l is not null) is not { } list) return null;

        var messages = new List<ChatText>();
        var hasPictures = record.TryGetProperty("image", out _) || record.TryGetProperty("images", out _);
        foreach (var message in list.EnumerateArray()) Add(message);
        return new(messages) { UserKey = UserKey(record, list), Date = Date(record, list) };

        void Add(JsonElement message)
        {
            if (Of(message, Roles) is not { } role)
            {
                oddities.Add("messages without a role", "left out");
                return;
            }

            if (Speaks(role, oddities) is not { } isUser || Content(message, oddities) is not { } text) return;
            messages.Add(new(isUser, hasPictures ? ChatContent.WithPictures(text, oddities) : text));
        }
    }

    /// <summary>Whether it is the user who speaks; null, and counted, where neither user nor assistant does.</summary>
    private static bool? Speaks(string role, RecordOddities oddities)
    {
        switch (ChatSpeakers.Of(role))
        {
            case ChatSpeaker.User: return true;
            case ChatSpeaker.Assistant: return false;
            case ChatSpeaker.System: oddities.Add("system messages", "left out"); break;
            case ChatSpeaker.Tool: oddities.Add("tool messages", "left out; what the assistant says before and after stays together"); break;
            default: oddities.Add($"messages of the unknown role '{Shown.Short(role)}'", "left out"); break;
        }

        return null;
    }

    private static string? Content(JsonElement message, RecordOddities oddities)
    {
        var calls = JsonFields.Field(message, "tool_calls", JsonValueKind.Array)?.GetArrayLength() ?? (JsonFields.Field(message, "function_call", JsonValueKind.Object) is null ? 0 : 1);
        oddities.Add("tool calls", "left out", calls);
        foreach (var name in Contents)
        {
            if (!message.TryGetProperty(name, out var content) || ChatContent.Text(content, oddities) is not { } text) continue;
            if (text.Length == 0 && JsonFields.Text(message, "refusal") is { } refusal) return refusal;
            return text.Length == 0 && calls > 0 ? null : text;
        }

        if (calls == 0) oddities.Add("messages without a content", "left out");
        return null;
    }

    /// <summary>The record's key, or the one that its messages carry.</summary>
    private static string? UserKey(JsonElement record, JsonElement list) =>
        KeyOf(record)
        ?? (JsonFields.Field(record, "metadata", JsonValueKind.Object) is { } metadata ? KeyOf(metadata) : null)
        ?? list.EnumerateArray().Select(m => JsonFields.Scalar(m, "hashed_ip")).FirstOrDefault(key => key is not null);

    private static string? KeyOf(JsonElement json) => Users.Select(name => JsonFields.Scalar(json, name)).FirstOrDefault(key => key is not null);

    /// <summary>The day of the first message that has one, or the record's, which in WildChat is that of the last message.</summary>
    private static DateOnly? Date(JsonElement record, JsonElement list) =>
        list.EnumerateArray().Take(2).Select(DayOf).FirstOrDefault(day => day is not null)
        ?? DayOf(record)
        ?? (JsonFields.Field(record, "metadata", JsonValueKind.Object) is { } metadata ? DayOf(metadata) : null);

    private static DateOnly? DayOf(JsonElement json) => Times.Select(name => JsonFields.Day(json, name)).FirstOrDefault(day => day is not null);

    private static string? Of(JsonElement message, string[] names) => names.Select(name => JsonFields.Text(message, name)).FirstOrDefault(text => text is not null);
}
