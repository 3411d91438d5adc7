using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>
/// A conversation of a ChatGPT export: a tree whose branches are edits and regenerations. The branch that the user kept is the way from
/// <c>current_node</c> up to the root. A way is walked, never recursed, so a deep tree is as good as a flat one.
/// </summary>
internal static class ChatTree
{
    private static readonly string[] InnerContents =
        ["thoughts", "reasoning_recap", "execution_output", "tether_browsing_display", "tether_quote", "sonic_webpage", "system_error", "computer_output", "citable_code_output"];

    public static SourceChat? Read(JsonElement record, RecordOddities oddities)
    {
        if (JsonFields.Field(record, "mapping", JsonValueKind.Object) is not { } mapping) return null;

        var nodes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var node in mapping.EnumerateObject()) nodes[node.Name] = node.Value;
        var way = Way(nodes, Leaf(record, nodes, oddities), oddities);
        oddities.Add("messages on branches that were edited or generated anew", "left out", nodes.Values.Count(HasText) - way.Count(HasText));

        var messages = new List<ChatText>();
        foreach (var node in way)
            if (JsonFields.Field(node, "message", JsonValueKind.Object) is { } message && ReadMessage(message, oddities) is { } text)
                messages.Add(text);
        return new(messages) { Date = JsonFields.Day(record, "create_time") ?? way.Select(DayOf).FirstOrDefault(day => day is not null) };
    }

    /// <summary>Where the kept branch ends: the node that the export names, or else the newest leaf.</summary>
    private static string? Leaf(JsonElement record, Dictionary<string, JsonElement> nodes, RecordOddities oddities)
    {
        if (JsonFields.Text(record, "current_node") is { } current && nodes.ContainsKey(current)) return current;
        if (nodes.Count == 0) return null;
        oddities.Add("conversations that do not name the message they ended with", "the newest branch was read");
        return nodes.Where(n => Children(n.Value) == 0).OrderBy(n => Time(n.Value)).Select(n => n.Key).LastOrDefault();
    }

    /// <summary>The nodes from the root to this one.</summary>
    private static List<JsonElement> Way(Dictionary<string, JsonElement> nodes, string? leaf, RecordOddities oddities)
    {
        var (way, seen) = (new List<JsonElement>(), new HashSet<string>(StringComparer.Ordinal));
        for (var id = leaf; id is not null; id = JsonFields.Text(nodes[id], "parent"))
        {
            if (!nodes.ContainsKey(id) || !seen.Add(id))
            {
                oddities.Add(seen.Contains(id) ? "trees that lead back into themselves" : "trees whose root is missing", "read from there on");
                break;
            }

            way.Add(nodes[id]);
        }

        way.Reverse();
        return way;
    }

    private static ChatText? ReadMessage(JsonElement message, RecordOddities oddities)
    {
        var content = JsonFields.Field(message, "content", JsonValueKind.Object);
        var role = JsonFields.Field(message, "author", JsonValueKind.Object) is { } author ? JsonFields.Text(author, "role") ?? "" : "";
        var speaker = ChatSpeakers.Of(role);
        if (speaker == ChatSpeaker.System) return LeaveOut("system messages", oddities);
        if (IsHidden(message)) return LeaveOut("hidden messages", oddities);
        if (speaker == ChatSpeaker.Tool || IsInner(message, content)) return LeaveOut("tool messages, calls and reasoning", oddities);
        if (speaker == ChatSpeaker.Other) return LeaveOut($"messages of the unknown role '{Shown.Short(role)}'", oddities);

        var text = content is { } there ? Text(there, oddities) : null;
        return text is null ? LeaveOut("messages without a content", oddities) : new ChatText(speaker == ChatSpeaker.User, text);
    }

    private static ChatText? LeaveOut(string what, RecordOddities oddities)
    {
        oddities.Add(what, "left out");
        return null;
    }

    private static string? Text(JsonElement content, RecordOddities oddities) =>
        JsonFields.Field(content, "parts", JsonValueKind.Array) is { } parts ? ChatContent.Text(parts, oddities) : JsonFields.Text(content, "text") ?? JsonFields.Text(content, "result");

    private static bool IsHidden(JsonElement message) =>
        (JsonFields.Field(message, "weight", JsonValueKind.Number) is { } weight && weight.TryGetDouble(out var value) && value == 0)
        || (JsonFields.Field(message, "metadata", JsonValueKind.Object) is { } metadata
            && (metadata.TryGetProperty("is_visually_hidden_from_conversation", out var hidden) && hidden.ValueKind == JsonValueKind.True))
        || (JsonFields.Field(message, "content", JsonValueKind.Object) is { } content && JsonFields.Text(content, "content_type") is "user_editable_context" or "model_editable_context");

    /// <summary>What the assistant says to a tool or to itself.</summary>
    private static bool IsInner(JsonElement message, JsonElement? content) =>
        JsonFields.Text(message, "recipient") is { } recipient && recipient != "all"
        || (content is { } there && InnerContents.Contains(JsonFields.Text(there, "content_type")));

    private static bool HasText(JsonElement node) => JsonFields.Field(node, "message", JsonValueKind.Object) is not null;

    private static int Children(JsonElement node) => JsonFields.Field(node, "children", JsonValueKind.Array)?.GetArrayLength() ?? 0;

    private static DateOnly? DayOf(JsonElement node) => JsonFields.Field(node, "message", JsonValueKind.Object) is { } message ? JsonFields.Day(message, "create_time") : null;

    private static double Time(JsonElement node) =>
        JsonFields.Field(node, "message", JsonValueKind.Object) is { } message && JsonFields.Field(message, "create_time", JsonValueKind.Number) is { } time && time.TryGetDouble(out var seconds)
            ? seconds
            : 0;
}
