using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>Divides messages into topics and says what each tells about its user, by words alone.</summary>
internal static class ChunkWriter
{
    private const int MostSentences = 15;
    private const int TopicWords = 3;

    public static JsonObject? Write(SimulatedRequest request)
    {
        if (request.Messages is not { Count: > 0 } messages) return null;
        return new() { ["chunks"] = new JsonArray([.. TopicShifts.Divide(messages).Select(Chunk)]) };
    }

    private static JsonNode Chunk(IReadOnlyList<SimulatedMessage> messages)
    {
        List<string> own = [.. messages.Select(m => SpokenClauses.Own(m.Text))];
        var profile = own.SelectMany(text => SpokenClauses.Of(text).Select(SelfStatements.In).OfType<string>().Concat(ForeignStatements.In(text)));
        return new JsonObject
        {
            ["begin_message"] = messages[0].Id,
            ["end_message"] = messages[^1].Id,
            ["topic"] = Topic(messages),
            ["personal_profile"] = Texts(profile),
            ["response_format"] = Texts(own.SelectMany(AnswerWishes.In)),
        };
    }

    private static JsonArray Texts(IEnumerable<string> sentences) =>
        [.. sentences.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostSentences).Select(s => JsonValue.Create(s))];

    /// <summary>The words that the user comes back to; else the first ones.</summary>
    private static string Topic(IReadOnlyList<SimulatedMessage> messages)
    {
        var words = messages.SelectMany(m => Stems.Content(SpokenClauses.Own(m.Text))).Where(w => w.Length is > 2 and <= 20 && w.All(char.IsLetter)).ToList();
        var common = words.CountBy(Stems.Stem).OrderByDescending(s => s.Value).Take(TopicWords).Select(s => words.First(w => Stems.Stem(w) == s.Key)).ToList();
        return common.Count > 0 ? string.Join(", ", common) : "talk";
    }
}
