using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Hands out the conversations about nobody, each once until all are used, those of the asked length first.</summary>
internal static class RandomSessionWriter
{
    public static JsonObject Write(SimulatedRequest request)
    {
        var talks = InOrder(request);
        var talk = talks[((request.Number ?? 1) - 1) % talks.Count];
        return LifeSessionWriter.Turns(talk.Turns.Select(t => (t.User, t.Assistant)));
    }

    /// <summary>One from the other end, for a conversation that is to have a subject of its own.</summary>
    public static RandomTalk FromTheEnd(SimulatedRequest request)
    {
        var talks = InOrder(request).Where(t => t.Turns.Count >= request.Turns).ToList();
        return talks[^((((request.Number ?? 1) - 1) % talks.Count) + 1)];
    }

    private static List<RandomTalk> InOrder(SimulatedRequest request) =>
        [.. new KeyedRandom(request.DatasetSeed, "random-sessions").Shuffle(Bank.Random).OrderByDescending(t => t.Turns.Count >= request.Turns)];
}
