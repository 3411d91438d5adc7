using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Hands out the conversations about nobody, each once until all are used, those of the asked length first.</summary>
internal static class RandomSessionWriter
{
    public static JsonObject Write(SimulatedRequest request)
    {
        var talks = new KeyedRandom(request.DatasetSeed, "random-sessions").Shuffle(Bank.Random).OrderByDescending(t => t.Turns.Count >= request.Turns).ToList();
        var talk = talks[((request.Number ?? 1) - 1) % talks.Count];
        return LifeSessionWriter.Turns(talk.Turns.Select(t => (t.User, t.Assistant)));
    }
}
