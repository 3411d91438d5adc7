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
        var (right, wrong) = Chosen(request.Preference!.Type, liked, disliked, other, random.Next(4));
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

    /// <summary>The option that suits and three that do not: those most spoken of, of which the right one comes closest to the given rank by length, so that length tells nothing.</summary>
    private static (string Right, IEnumerable<string> Wrong) Chosen(PreferenceType? type, string[] liked, string[] disliked, string[] other, int rank)
    {
        var (rights, wrongs) = type switch
        {
            PreferenceType.Negative => (other, [disliked]),
            PreferenceType.Positive => (liked, Mixed(other, disliked)),
            _ => (liked, Mixed(disliked, other)),
        };
        var choices = rights.SelectMany(right => wrongs.Select(wrong => (Right: right, Wrong: (IEnumerable<string>)wrong))).ToList();
        return choices.MinBy(c => Math.Abs(c.Wrong.Count(w => w.Length > c.Right.Length) - rank));
    }

    /// <summary>Two of some and one of others, in every way.</summary>
    private static List<string[]> Mixed(string[] two, string[] one) =>
        [.. from left in Enumerable.Range(0, two.Length).Reverse() from single in one select (string[])[.. two.Where((_, i) => i != left), single]];
}
