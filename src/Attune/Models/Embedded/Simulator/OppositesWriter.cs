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
            .Where(a => a.Statement.Facets is null ? !a.IsOf(statement) && Shared(a) <= MostShared : a.Statement.Text != statement.Text && !SameSide(a, statement))
            .Take(request.Count ?? 3)
            .OrderByDescending(Shared);
        return new()
        {
            ["opposites"] = new JsonArray([.. chosen.Select((a, i) => new JsonObject
            {
                ["distance"] = i + 1,
                ["text"] = Told(a, random),
                ["liked"] = Items(a.Statement.Facets?.Liked),
                ["disliked"] = Items(a.Statement.Facets?.Disliked),
            })]),
        };

        int Shared(Alternative alternative) => Stems.Of(alternative.Statement.Text).Distinct().Count(own.Contains);
    }

    /// <summary>With something added, so that not every user of whom it holds is like the next.</summary>
    private static string Told(Alternative alternative, KeyedRandom random) => alternative.Details.Count == 0
        ? alternative.Statement.Text
        : $"{alternative.Statement.Text.TrimEnd('.')}, {random.One(alternative.Details)}.";

    /// <summary>Whether a seed's side is for what the statement is for, or against what it is against.</summary>
    private static bool SameSide(Alternative alternative, SimulatedStatement statement) =>
        alternative.Statement.Facets!.Liked.Intersect(statement.Facets?.Liked ?? []).Any() || alternative.Statement.Facets.Disliked.Intersect(statement.Facets?.Disliked ?? []).Any();

    private static JsonArray Items(IReadOnlyList<string>? items) => [.. (items ?? []).Select(i => (JsonNode)i)];
}
