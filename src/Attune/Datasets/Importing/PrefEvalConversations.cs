using System.Globalization;
using System.Text.Json;
using Attune.Conversations;

namespace Attune.Datasets.Importing;

/// <summary>The conversations in which PrefEval's users let their preference be seen.</summary>
internal static class PrefEvalConversations
{
    private static readonly string[] ChoiceMessages = ["query", "assistant_options", "user_selection", "assistant_acknowledgment"];

    /// <summary>
    /// Two turns: what the user asks, and what the user then selects and why. Only the selection reveals the preference.
    /// Null, and reported, where the user does not say both.
    /// </summary>
    /// <param name="record">A record of the choice-based view.</param>
    /// <param name="isWhole">False where the source has more than the turns.</param>
    public static IReadOnlyList<Turn>? ReadChoice(SourceRecord record, out bool isWhole)
    {
        isWhole = false;
        if (record.Field("conversation", JsonValueKind.Object) is not { } conversation) return null;

        isWhole = HasOnly(record, conversation, "conversation", ChoiceMessages);
        var asked = ReadTurn(record, conversation, "conversation", "query", "assistant_options");
        var selected = ReadTurn(record, conversation, "conversation", "user_selection", "assistant_acknowledgment");
        if (asked is not null && selected is not null) return [asked, selected with { Reveals = true }];

        record.Report("conversation lacks a user message", "the choice session was left out, its source kept");
        isWhole = false;
        return null;
    }

    /// <summary>The turns by their numeric keys. Null, and reported, where none is sound.</summary>
    /// <param name="record">A record of the persona-driven view.</param>
    /// <param name="isWhole">False where the source has more than the turns.</param>
    public static IReadOnlyList<Turn>? ReadPersona(SourceRecord record, out bool isWhole)
    {
        isWhole = false;
        if (record.Field("conversation", JsonValueKind.Object) is not { } conversation) return null;

        var turns = new List<Turn>();
        isWhole = true;
        foreach (var exchange in SortedByNumber(record, conversation))
        {
            var path = $"conversation.{exchange.Name}";
            var turn = exchange.Value.ValueKind == JsonValueKind.Object ? ReadTurn(record, exchange.Value, path, "user", "assistant") : null;
            if (turn is null) record.Report($"{path} has no user message", "the exchange was left out, its source kept");
            else turns.Add(turn);
            isWhole &= turn is not null && HasOnly(record, exchange.Value, path, ["user", "assistant"]);
        }

        if (turns.Count > 0) return turns;
        record.Report("conversation has no turn", "the persona session was left out");
        return null;
    }

    private static List<JsonProperty> SortedByNumber(SourceRecord record, JsonElement conversation)
    {
        var exchanges = conversation.EnumerateObject().ToList();
        var sorted = exchanges.OrderBy(e => Number(e.Name)).ToList();
        var numbers = sorted.ConvertAll(e => Number(e.Name));

        if (numbers.Contains(int.MaxValue))
            record.Report("conversation has keys that are no numbers", "read after the others");
        else if (!numbers.SequenceEqual(Enumerable.Range(0, numbers.Count)))
            record.Report("the conversation's keys do not count from 0 up", "read in their order");
        if (!numbers.SequenceEqual(exchanges.Select(e => Number(e.Name))))
            record.Report("the conversation's keys are out of order", "sorted as numbers");
        return sorted;
    }

    private static int Number(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static Turn? ReadTurn(SourceRecord record, JsonElement exchange, string path, string user, string assistant)
    {
        var asked = Text(exchange, user);
        if (string.IsNullOrWhiteSpace(asked)) return null;

        var answered = Text(exchange, assistant);
        if (answered is null) record.Report($"{path} lacks '{assistant}'", "the turn has an empty reply");
        return new Turn { User = asked, Assistant = answered ?? "" };
    }

    private static string? Text(JsonElement exchange, string field) =>
        exchange.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool HasOnly(SourceRecord record, JsonElement exchange, string path, string[] known)
    {
        var others = exchange.EnumerateObject().Select(f => f.Name).Except(known).ToList();
        if (others.Count > 0) record.Report($"{path} has the unknown field '{string.Join("', '", others)}'", "no part of the turns, its source kept");
        return others.Count == 0;
    }
}
