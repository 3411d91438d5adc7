using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes a conversation of two turns in which a user lets a statement be known, by InterPref's templates.</summary>
internal static class TemplateWriter
{
    private const string FollowUp = "follow-up";

    /// <summary>What people begin and end with, without a taste of their own in it.</summary>
    private static readonly string[] Asides = [.. Bank.Frames.Lead.Where(IsNeutral)];

    private static readonly string[] Closings = [.. Bank.Frames.Close.Where(IsNeutral)];

    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (request is not { Statement: { } statement, Template: { } template }) return null;
        return new() { ["turns"] = template == FollowUp ? FollowedUp(request, statement, random) : Corrected(request, statement, random) };
    }

    /// <summary>A subject that interests the user, and why it does.</summary>
    private static JsonArray FollowedUp(SimulatedRequest request, SimulatedStatement statement, KeyedRandom random)
    {
        var talk = RandomSessionWriter.FromTheEnd(request).Turns;
        return
        [
            Turn(talk[0].User, talk[0].Assistant, false),
            Turn(Message(random, Bank.PairTalk.Follow, statement, talk[1].User), Suited(random, Bank.PairTalk.Deeper, statement, talk[1].Assistant), true),
        ];
    }

    /// <summary>An answer for somebody else, and what the user says to it.</summary>
    private static JsonArray Corrected(SimulatedRequest request, SimulatedStatement statement, KeyedRandom random)
    {
        var matter = Matter.Of(statement);
        var seeds = new KeyedRandom(request.DatasetSeed, "rewrites").Shuffle(matter.Seeds);
        var seed = seeds[(request.Number ?? 1) % seeds.Length];
        var talk = Bank.Talk[seed.Id];
        var replies = random.Shuffle(talk.OpeningReplies);
        var last = random.Next(3) == 0 ? random.One(Closings) : random.One(Bank.PairTalk.Redo);
        return
        [
            Turn(random.One([.. talk.Opening, seed.Opening]), $"{replies[0]} {Missed(matter, statement, random)}", false),
            Turn(Message(random, Bank.PairTalk.Correct, statement, last), Suited(random, Bank.PairTalk.Fit, statement, replies[1]), true),
        ];
    }

    /// <summary>Advice for somebody of whom something else holds.</summary>
    private static string Missed(Matter matter, SimulatedStatement statement, KeyedRandom random)
    {
        var other = random.One([.. matter.Alternatives.Where(a => !a.IsOf(statement)).DefaultIfEmpty(matter.Alternatives[0])]);
        return random.One(Bank.PairTalk.Miss).Fill(("people", PersonShift.Of(other.Statement.Text).People)).Capital();
    }

    private static string Message(KeyedRandom random, IReadOnlyList<string> before, SimulatedStatement statement, string last)
    {
        var first = random.Next(3) == 0 ? random.One(Asides) : random.One(before);
        return random.Next(4) == 0 ? $"{Told(statement, random)} {last}" : $"{first} {Told(statement, random)} {last}";
    }

    /// <summary>In the first person, as people say it: outright where it speaks of a taste, else led up to.</summary>
    private static string Told(SimulatedStatement statement, KeyedRandom random)
    {
        var said = Shifted(statement).FirstPerson;
        if (!Stance.Of(said).IsStated) return random.One(Bank.PairTalk.Said).Fill(("i", said)).Capital();
        return random.Next(2) == 0 ? said + "." : random.One(Bank.PairTalk.Plain).Fill(("i", said)).Capital();
    }

    private static string Suited(KeyedRandom random, IReadOnlyList<string> frames, SimulatedStatement statement, string reply)
    {
        if (random.Next(3) == 0) return $"{random.One(Bank.Frames.Acknowledge)} {reply}";
        var said = Shifted(statement);
        return $"{random.One(frames).Fill(("you", said.You), ("base", said.Base), ("people", said.People)).Capital()} {reply}";
    }

    /// <summary>What a preference of the bank's other wordings says is known without them.</summary>
    private static PersonShift Shifted(SimulatedStatement statement)
    {
        if (statement.Text.StartsWith("The user", StringComparison.Ordinal) || SeedLookup.Of(statement.Facets) is not { } seed) return PersonShift.Of(statement.Text);
        var (liked, disliked) = (WithExamples(seed.Liked), WithExamples(seed.Disliked));
        return PersonShift.Of((statement.Facets!.Liked.Count > 0, statement.Facets.Disliked.Count > 0) switch
        {
            (true, true) => $"The user prefers {liked}, over {seed.Disliked.Name}.",
            (true, false) => $"The user loves {liked}.",
            _ => $"The user avoids {disliked}.",
        });
    }

    private static string WithExamples(SeedSide side) => $"{side.Name}, such as {side.Instances[0]} or {side.Instances[1]}";

    /// <summary>Says nothing for or against, so that it is no statement of the user's.</summary>
    private static bool IsNeutral(string text) => !Stance.Of(text).IsStated;

    private static JsonObject Turn(string user, string assistant, bool reveals) => new() { ["user"] = user, ["assistant"] = assistant, ["reveals"] = reveals };
}
