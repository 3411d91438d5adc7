using System.Text.Json;
using Attune.Conversations;

namespace Attune.Datasets.Importing;

/// <summary>
/// PrefEval's filler conversations as random sessions, one a conversation, in file order. While the conversations alternate as they
/// should, the first N turns are the first 2N messages of the file.
/// </summary>
internal static class PrefEvalInterTurns
{
    public static IEnumerable<Session> Read(SourceFile file)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, record) in file.StreamRecords())
        {
            if (record is null || ReadSession(record, index) is not { } session) continue;
            if (record.Text("conversation_id") is { } id && !seen.TryAdd(id, index))
                record.Report($"repeats the conversation_id of record {seen[id]}", "kept");
            yield return session;
        }
    }

    private static Session? ReadSession(SourceRecord record, int index)
    {
        if (record.Field("conversation", JsonValueKind.Array) is not { } conversation)
        {
            record.Report("has no conversation", "left out");
            return null;
        }

        var messages = ReadMessages(record, conversation);
        var pairs = MessagePairs.Of(messages);
        foreach (var (problem, action) in pairs.Oddities) record.Report($"the conversation {problem}", action);
        if (pairs.Turns.Count == 0)
        {
            record.Report("the conversation has no turn", "left out");
            return null;
        }

        CheckCount(record, pairs.Turns.Count);
        var isWhole = pairs.IsWhole && messages.Count == conversation.GetArrayLength();
        return new Session
        {
            Id = $"random-{index:00000}",
            Kind = SessionKind.Random,
            Turns = pairs.Turns,
            Extra = record.SourceWithout(isWhole ? ["conversation"] : []),
        };
    }

    private static List<Message> ReadMessages(SourceRecord record, JsonElement conversation)
    {
        var messages = new List<Message>();
        foreach (var (i, message) in conversation.EnumerateArray().Index())
        {
            if (Text(message, "role") is { } role && Text(message, "content") is { } content) messages.Add(new(role, content));
            else record.Report($"conversation[{i}] is no message with a role and a content", "the message was left out, its source kept");
        }

        return messages;
    }

    private static string? Text(JsonElement message, string field) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void CheckCount(SourceRecord record, int turns)
    {
        var stated = record.Field("turn", JsonValueKind.Number);
        if (stated is { } number && number.TryGetInt32(out var count) && count == turns) return;
        record.Report(stated is null ? "has no turn count" : $"turn is {stated}, the conversation has {turns}", "counted anew, the source's number kept");
    }
}
