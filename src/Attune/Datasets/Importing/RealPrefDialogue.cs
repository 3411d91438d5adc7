using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing;

/// <summary>
/// Reads a dialogue in the ways it may be written: one text of <c>User:</c> and <c>Assistant:</c> lines, with <c>[Session 1]</c> lines
/// between sessions; an array of messages, each <c>{role, content}</c>, <c>{User, Assistant}</c> or such a text; an array of
/// dialogues; or an object of dialogues by <c>Session 1</c>, <c>Session 2</c>.
/// </summary>
internal static partial class RealPrefDialogue
{
    /// <summary>The messages of each session in order; null where the element is no dialogue.</summary>
    public static IReadOnlyList<IReadOnlyList<Message>>? Read(JsonElement element)
    {
        if (ReadMessages(element) is { } single) return [single];
        return element.ValueKind switch
        {
            JsonValueKind.String => ReadSessions(element.GetString()!),
            JsonValueKind.Array => Join(element.EnumerateArray()),
            JsonValueKind.Object when element.EnumerateObject().All(f => SessionKey().IsMatch(f.Name)) => Join(element.EnumerateObject().Select(f => f.Value)),
            _ => null,
        };
    }

    private static List<IReadOnlyList<Message>>? Join(IEnumerable<JsonElement> dialogues)
    {
        var sessions = new List<IReadOnlyList<Message>>();
        foreach (var dialogue in dialogues)
        {
            if (Read(dialogue) is not { } more) return null;
            sessions.AddRange(more);
        }

        return sessions.Count > 0 ? sessions : null;
    }

    /// <summary>An array of messages is one session; null where it is anything else.</summary>
    private static List<Message>? ReadMessages(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() == 0) return null;
        var messages = new List<Message>();
        foreach (var item in element.EnumerateArray())
        {
            var read = item.ValueKind switch
            {
                JsonValueKind.Object => ReadObject(item),
                JsonValueKind.String when ReadText(item.GetString()!) is [var only] => [only],
                _ => null,
            };
            if (read is null) return null;
            messages.AddRange(read);
        }

        return messages;
    }

    private static List<Message>? ReadObject(JsonElement item)
    {
        if (Text(item, "role") is { } role && Text(item, "content") is { } content) return [new(role.ToLowerInvariant(), content)];
        var pair = new List<Message>();
        if ((Text(item, "User") ?? Text(item, "user")) is { } user) pair.Add(new("user", user));
        if ((Text(item, "Assistant") ?? Text(item, "assistant")) is { } assistant) pair.Add(new("assistant", assistant));
        return pair.Count > 0 ? pair : null;
    }

    private static List<IReadOnlyList<Message>>? ReadSessions(string text)
    {
        var sessions = SessionLine().Split(text).Where(s => !string.IsNullOrWhiteSpace(s)).Select(ReadText).ToList();
        return sessions.Count > 0 && sessions.TrueForAll(s => s is not null) ? sessions.ConvertAll(s => (IReadOnlyList<Message>)s!) : null;
    }

    /// <summary>The messages of a text whose lines begin with the speaker; null where it begins otherwise.</summary>
    private static List<Message>? ReadText(string text)
    {
        var speakers = Speaker().Matches(text);
        if (speakers.Count == 0 || !string.IsNullOrWhiteSpace(text[..speakers[0].Index])) return null;

        var messages = new List<Message>();
        for (var i = 0; i < speakers.Count; i++)
        {
            var start = speakers[i].Index + speakers[i].Length;
            var end = i + 1 < speakers.Count ? speakers[i + 1].Index : text.Length;
            messages.Add(new(speakers[i].Groups[1].Value.ToLowerInvariant(), text[start..end].TrimEnd('\r', '\n')));
        }

        return messages;
    }

    private static string? Text(JsonElement item, string field) =>
        item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^(User|Assistant):[ \t]*", RegexOptions.Multiline)]
    private static partial Regex Speaker();

    [GeneratedRegex(@"^\[Session \d+\][ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex SessionLine();

    [GeneratedRegex(@"\A\[?Session[ _]?\d+\]?\z", RegexOptions.IgnoreCase)]
    private static partial Regex SessionKey();
}
