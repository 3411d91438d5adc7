using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Hands out the conversations about nobody, each once until all are used.</summary>
internal static class RandomSessionWriter
{
    public static JsonObject Write(SimulatedRequest request)
    {
        var order = new KeyedRandom(request.DatasetSeed, "random-sessions").Shuffle(Enumerable.Range(0, Bank.Random.Count));
        var talk = Bank.Random[order[((request.Number ?? 1) - 1) % order.Length]];
        return LifeSessionWriter.Turns(talk.Turns.Select(t => (t.User, t.Assistant)));
    }
}
