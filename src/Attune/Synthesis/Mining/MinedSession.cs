using System.Text.Json;
using Attune.Conversations;

namespace Attune.Synthesis.Mining;

/// <summary>Turns of a chat on one topic, as they become a session.</summary>
/// <param name="Turns">In order, at least one, of one chat.</param>
/// <param name="Found">Null for turns that no chunk took.</param>
internal sealed record MinedSession(IReadOnlyList<ChatTurn> Turns, FoundChunk? Found)
{
    /// <summary>The chat's id and the turn in it that this begins with, from 1: it hangs on nothing else.</summary>
    public string Id => $"{Turns[0].Session.Id}-{Turns[0].Index + 1:000}";

    /// <summary>What the turns tell about the user.</summary>
    public IEnumerable<string> Sentences => Found is null ? [] : Found.Chunk.Profile.Concat(Found.Chunk.Format);

    /// <summary>What was said of them and not taken.</summary>
    public IEnumerable<SetAside> Refused => (Found?.Chunk.Refused ?? []).Select(cause => new SetAside(MiningStage.Chunks, Id, cause));

    /// <summary>The session, with what the chat's record says besides, its topic, and where it was taken from.</summary>
    public Session Session()
    {
        var chat = Turns[0].Session;
        var extra = new Dictionary<string, JsonElement>(chat.Extra ?? [])
        {
            ["mined_from"] = JsonSerializer.SerializeToElement(new MinedFrom(chat.Id, Turns[0].Index + 1, Turns[^1].Index + 1), AttuneJson.Lines.MinedFrom),
        };
        if (Found is not null) extra["made"] = JsonSerializer.SerializeToElement(Found.Made, AttuneJson.Lines.Provenance);
        if (Found?.Chunk.Topic is { } topic) extra["topic"] = JsonSerializer.SerializeToElement(topic, AttuneJson.Lines.String);
        return chat with { Id = Id, Turns = [.. Turns.Select(t => t.Turn)], Extra = extra };
    }
}
