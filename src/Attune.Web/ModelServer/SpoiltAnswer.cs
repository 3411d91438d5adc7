using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Web.ModelServer;

/// <summary>Answers as models spoil them: nothing is wrong with the protocol, but with what is said. A JSON answer can be broken in more ways than another.</summary>
internal static class SpoiltAnswer
{
    private static readonly string[] Types = ["relative", "negative", "exclusive", "positive"];

    /// <summary>The answer as the fault has it; as it was where the fault does not concern it.</summary>
    public static string Of(string text, FaultKind? fault) => fault switch
    {
        FaultKind.Refusal => "I'm sorry, but I can't help with that.",
        FaultKind.BrokenJson => text[..(text.Length / 2)],
        FaultKind.WrongCount => Changed(text, DropLast),
        FaultKind.WrongType => Changed(text, ChangeType),
        _ => text,
    };

    private static string Changed(string text, Func<JsonNode, bool> change)
    {
        try
        {
            var json = JsonNode.Parse(text)!;
            return change(json) ? json.ToJsonString() : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>Drops the last item of the first list.</summary>
    private static bool DropLast(JsonNode? node)
    {
        if (node is JsonArray { Count: > 0 } list)
        {
            list.RemoveAt(list.Count - 1);
            return true;
        }

        return node is JsonObject record && record.Any(p => DropLast(p.Value));
    }

    /// <summary>Gives the first preference another type, or where there is none, makes the first text a number.</summary>
    private static bool ChangeType(JsonNode node) => ChangePreference(node) || ChangeText(node);

    private static bool ChangePreference(JsonNode? node)
    {
        if (node is JsonArray list) return list.Any(ChangePreference);
        if (node is not JsonObject record) return false;
        if (record["type"] is not JsonValue value || Array.IndexOf(Types, value.ToString()) is var index && index < 0) return record.Any(p => ChangePreference(p.Value));
        record["type"] = Types[(index + 1) % Types.Length];
        return true;
    }

    private static bool ChangeText(JsonNode? node)
    {
        if (node is JsonArray list) return list.Any(ChangeText);
        if (node is not JsonObject record) return false;
        if (record.FirstOrDefault(p => p.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String) is not { Key: { } name }) return record.Any(p => ChangeText(p.Value));
        record[name] = 7;
        return true;
    }
}
