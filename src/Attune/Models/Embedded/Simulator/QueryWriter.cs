using System.Text.Json.Nodes;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes the query that tests a preference, its options drawn from both sides and from neither.</summary>
internal static class QueryWriter
{
    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (SeedLookup.Of(request.Preference!) is not { } seed) return null;
        var (liked, disliked) = (Named.ByMention(seed.Liked, Named.SaidOfLiked(seed), random), Named.ByMention(seed.Disliked, Named.SaidOfDisliked(seed), random));
        var other = random.Shuffle(seed.Other);
        var (right, wrong) = request.Preference!.Type switch
        {
            PreferenceType.Negative => (other[0], disliked.Take(3)),
            PreferenceType.Positive => (liked[0], other.Take(2).Concat(disliked.Take(1))),
            _ => (liked[0], disliked.Take(2).Concat(other.Take(1))),
        };
        var options = random.Shuffle(wrong.Select(text => (text, false)).Append((right, true)));
        return new()
        {
            ["question"] = seed.Query,
            ["explanation"] = seed.Explanation.Capital() + ".",
            ["options"] = new JsonArray([.. options.Select(o => new JsonObject { ["text"] = o.Item1.Capital(), ["suits"] = o.Item2 })]),
            ["true_question"] = $"{seed.Query} {random.One(Bank.Frames.TrueFalse).Fill(("option", right))}",
            ["false_question"] = $"{seed.Query} {random.One(Bank.Frames.TrueFalse).Fill(("option", options.First(o => !o.Item2).Item1))}",
        };
    }
}
