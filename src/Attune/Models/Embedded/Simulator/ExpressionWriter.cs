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
        (string, string)[] places =
        [
            ("liked", seed.Liked.Name), ("disliked", seed.Disliked.Name), ("liked_item", random.One(seed.Liked.Instances)),
            ("disliked_item", random.One(seed.Disliked.Instances)), ("reason", seed.Reason),
        ];
        var openings = random.Shuffle(talk.Opening.Append(seed.Opening));
        var openingReplies = random.Shuffle(talk.OpeningReplies);
        var stories = random.Next(2);
        return new()
        {
            ["sessions"] = new JsonArray(
                Session("direct", After, (random.One(Bank.Frames.Direct[type]).Fill(places), random.One(Bank.Frames.Acknowledge).Fill(places), true)),
                Session("contextual", After,
                    (openings[0], openingReplies[0], false),
                    (random.One(Bank.Frames.Contextual[type]).Fill(places), random.One(Bank.Frames.Follow).Fill(places), true)),
                Session("stylistic", After,
                    (openings[^1], openingReplies[^1], false),
                    (Hint(seed, request.Preference.Type, random), random.One(talk.HintReplies), true)),
                Session("experience", Before, (random.One([.. talk.Before, seed.Event.Before]), random.One(talk.BeforeReplies), false)),
                Session("experience", After, (random.One([.. talk.After, seed.Event.After]), random.One(talk.AfterReplies), true))),
        };
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
