using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes what could hold of another user instead: of the same matter, first what shares words with the statement.</summary>
internal static class OppositesWriter
{
    /// <summary>With more words in common, it would say nearly the same.</summary>
    private const int MostShared = 2;

    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (request.Statement is not { } statement) return null;
        var own = Stems.Of(statement.Text).ToHashSet(StringComparer.Ordinal);
        var chosen = random.Shuffle(Matter.Of(statement).Alternatives)
            .Select(a => (Alternative: a, Shared: Stems.Of(a.Text).Distinct().Count(own.Contains)))
            .Where(a => a.Alternative.Text != statement.Text && (a.Shared <= MostShared || a.Alternative.Facets is not null))
            .Take(request.Count ?? 3)
            .OrderByDescending(a => a.Shared)
            .Select(a => a.Alternative);
        return new()
        {
            ["opposites"] = new JsonArray([.. chosen.Select((a, i) => new JsonObject
            {
                ["distance"] = i + 1,
                ["text"] = a.Text,
                ["liked"] = Items(a.Facets?.Liked),
                ["disliked"] = Items(a.Facets?.Disliked),
            })]),
        };
    }

    private static JsonArray Items(IReadOnlyList<string>? items) => [.. (items ?? []).Select(i => (JsonNode)i)];
}
