using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes queries of the matter that use no word of either side, and where these are too few, such as suit any matter.</summary>
internal static class CandidatesWriter
{
    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (request is not { Statement: { } statement, Opposite: { } opposite }) return null;
        var named = Stems.Of(statement.Words).Concat(Stems.Of(opposite.Words)).ToHashSet(StringComparer.Ordinal);
        var queries = random.Shuffle(Matter.Of(statement).Queries).Concat(random.Shuffle(Bank.PairTalk.GeneralQueries));
        return new()
        {
            ["candidates"] = new JsonArray([.. queries.Distinct().Where(q => !Stems.Of(q).Any(named.Contains)).Take(request.Count ?? 3).Select(q => (JsonNode)q)]),
        };
    }
}
