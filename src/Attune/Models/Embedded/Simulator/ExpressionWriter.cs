using System.Text.Json.Nodes;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes the sessions that reveal a preference, in RealPref's four expressions.</summary>
internal static class ExpressionWriter
{
    private const string Before = "before";
    private const string After = "after";

    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (SeedLookup.Of(request.Preference!) is not { } seed) return null;
        var type = Word.Of(request.Preference!.Type ?? PreferenceType.Relative);
        var talk = Bank.Talk[seed.Id];
        var liked = Named.ByMention(seed.Liked, Named.SaidOfLiked(seed), random)[0];
        var disliked = Named.ByMention(seed.Disliked, Named.SaidOfDisliked(seed), random)[0];
        var openings = random.Shuffle(talk.Opening.Append(seed.Opening));
        var openingReplies = random.Shuffle(talk.OpeningReplies);
        return new()
        {
            ["sessions"] = new JsonArray(
                Session("direct", After, (Named.State(random.One(Bank.Frames.Direct[type]), seed, [liked], [disliked], random), Reply(Bank.Frames.Acknowledge), true)),
                Session("contextual", After,
                    (openings[0], openingReplies[0], false),
                    (Named.State(random.One(Bank.Frames.Contextual[type]), seed, [liked], [disliked], random), Reply(Bank.Frames.Follow), true)),
                Session("stylistic", After,
                    (openings[^1], openingReplies[^1], false),
                    (Hint(seed, request.Preference.Type, random), random.One(talk.HintReplies), true)),
                Session("experience", Before, (random.One([.. talk.Before, seed.Event.Before]), random.One(talk.BeforeReplies), false)),
                Session("experience", After, (random.One([.. talk.After, seed.Event.After]), random.One(talk.AfterReplies), true))),
        };

        // What fits everywhere is soon heard everywhere; most replies are the seed's own.
        string Reply(IReadOnlyList<string> general) => random.One(random.Next(4) == 0 ? general : talk.HintReplies);
    }

    /// <summary>What pulls for a liking, what puts off for an aversion, both for a comparison.</summary>
    private static string Hint(PreferenceSeed seed, PreferenceType? type, KeyedRandom random)
    {
        List<string> said = type switch
        {
            PreferenceType.Negative => [random.One(seed.Hints.Disliked)],
            PreferenceType.Positive => [random.One(seed.Hints.Liked)],
            _ => [random.One(seed.Hints.Liked), random.One(seed.Hints.Disliked)],
        };
        if (random.Next(2) == 0) said.Insert(0, random.One(Bank.Frames.Lead));
        else said.Add(random.One(Bank.Frames.Close));
        return string.Join(' ', said);
    }

    private static JsonObject Session(string expression, string when, params (string User, string Assistant, bool Reveals)[] turns) => new()
    {
        ["expression"] = expression,
        ["when"] = when,
        ["turns"] = new JsonArray([.. turns.Select(t => new JsonObject { ["user"] = t.User.Capital(), ["assistant"] = t.Assistant.Capital(), ["reveals"] = t.Reveals })]),
    };
}
