using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Chooses among queries one that uses no word of either side; none where each does.</summary>
internal static class VerificationWriter
{
    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (request is not { Statement: { } statement, Opposite: { } opposite, Candidates: { } candidates }) return null;
        var named = Stems.Of(statement.Words).Concat(Stems.Of(opposite.Words)).ToHashSet(StringComparer.Ordinal);
        var open = candidates.Index().Where(c => !Stems.Of(c.Item).Any(named.Contains)).Select(c => c.Index + 1).ToList();
        return new()
        {
            ["choice"] = open.Count == 0 ? 0 : random.One(open),
            ["why"] = open.Count == 0 ? "Each of them uses words of one side, and so tells who asks." : random.One(Bank.PairTalk.Whys),
        };
    }
}
