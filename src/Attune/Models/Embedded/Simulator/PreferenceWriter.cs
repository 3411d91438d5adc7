using System.Globalization;
using System.Text.Json.Nodes;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes preferences from seeds: those whose motive is the user's first, and for what is generalized, those whose motive originals share.</summary>
internal static class PreferenceWriter
{
    public static JsonObject WriteOriginals(SimulatedRequest request, KeyedRandom random)
    {
        var motives = ProfileWriter.TradeNamed(request.Profile!.Demographics.Occupation, new(0, request.Profile.Persona)).Motives.ToHashSet(StringComparer.Ordinal);
        var free = (request.ChooseFrom ?? []).Select(t => t.ToString()).ToHashSet(StringComparer.Ordinal);
        var fitting = SeedFit.For(request.Profile, request.To);
        var written = new JsonArray();
        foreach (var slot in request.Slots!)
        {
            var seeds = fitting.Where(s => slot.Field is null ? free.Contains(Topic(s)) : s.Field == slot.Field && s.Subtopic == slot.Subtopic).ToList();
            if (seeds.Count == 0) continue;

            // Half of the time the temperament decides; nobody is all of a piece.
            var own = seeds.Where(s => motives.Contains(s.Motive)).ToList();
            var seed = random.One(own.Count > 0 && random.Next(2) == 0 ? own : seeds);
            free.Remove(Topic(seed));
            var preference = Preference(slot, seed, random);
            preference["event"] = new JsonObject { ["date"] = Day(request, random), ["text"] = seed.Event.Happened.Capital() };
            written.Add(preference);
        }

        return new() { ["preferences"] = written };
    }

    public static JsonObject WriteGeneralized(SimulatedRequest request, KeyedRandom random)
    {
        var fitting = SeedFit.For(request.Profile!, request.To);
        var told = request.Originals!.Select(o => (o.Id, Seed: SeedLookup.Of(o))).Where(o => o.Seed is not null).ToList();
        var byMotive = random.Shuffle(told.GroupBy(o => o.Seed!.Motive)).OrderByDescending(g => g.Count()).ToList();
        var free = (request.ChooseFrom ?? []).Select(t => t.ToString()).ToHashSet(StringComparer.Ordinal);
        var written = new JsonArray();
        var used = told.Select(o => o.Seed!.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var slot in request.Slots!)
        {
            // Each from a motive of its own, as long as there are any, the best supported first.
            var motive = byMotive.FirstOrDefault(g => Follows(g.Key).Any());
            if (motive is null) break;
            byMotive.Remove(motive);
            byMotive.Add(motive);
            var seed = random.One(Follows(motive.Key).ToList());
            free.Remove(Topic(seed));
            used.Add(seed.Id);
            var preference = Preference(slot, seed, random);
            preference["derived_from"] = new JsonArray([.. motive.Take(3).Select(o => (JsonNode)o.Id)]);
            preference["infer_reason"] = random.One(Bank.Frames.Infer[motive.Key]);
            written.Add(preference);
        }

        return new() { ["preferences"] = written };

        IEnumerable<PreferenceSeed> Follows(string motive) => fitting.Where(s => s.Motive == motive && free.Contains(Topic(s)) && !used.Contains(s.Id));
    }

    private static JsonObject Preference(RequestedSlot slot, PreferenceSeed seed, KeyedRandom random)
    {
        var type = Word.Of(slot.Type);
        var likes = slot.Type != PreferenceType.Negative;
        var dislikes = slot.Type != PreferenceType.Positive;
        // All that an aversion rules out is named; of what is wanted, two things do.
        var named = slot.Type == PreferenceType.Negative ? 3 : 2;
        var (liked, disliked) = (Named.ByMention(seed.Liked, Named.SaidOfLiked(seed), random), Named.ByMention(seed.Disliked, Named.SaidOfDisliked(seed), random));
        return new()
        {
            ["slot"] = slot.Slot,
            ["field"] = seed.Field,
            ["subtopic"] = seed.Subtopic,
            ["type"] = type,
            ["text"] = Named.State(random.One(Bank.Frames.Text[type]), seed, random.Shuffle(liked.Take(named)), random.Shuffle(disliked.Take(named)), random),
            ["reason"] = seed.Reason.Capital(),
            ["liked"] = Items(likes ? liked : []),
            ["disliked"] = Items(dislikes ? disliked : []),
        };
    }

    private static JsonArray Items(IEnumerable<string> items) => [.. items.Select(i => (JsonNode)i)];

    private static string Topic(PreferenceSeed seed) => $"{seed.Field} / {seed.Subtopic}";

    private static string Day(SimulatedRequest request, KeyedRandom random)
    {
        var (from, to) = (request.From!.Value, request.To!.Value);
        return from.AddDays(random.Next(to.DayNumber - from.DayNumber + 1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
