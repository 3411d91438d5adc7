using System.Text.Json.Nodes;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes a conversation of two turns in which a user lets a statement be known, by InterPref's templates.</summary>
internal static class TemplateWriter
{
    private const string FollowUp = "follow-up";

    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        if (request is not { Statement: { } statement, Template: { } template }) return null;
        var matter = Matter.Of(statement);
        return new() { ["turns"] = template == FollowUp ? FollowedUp(statement, matter, random) : Corrected(statement, matter, random) };
    }

    /// <summary>An answer for somebody else, and what the user says to it.</summary>
    private static JsonArray Corrected(SimulatedStatement statement, Matter matter, KeyedRandom random)
    {
        var talk = Bank.PairTalk;
        var other = PersonShift.Of(random.One([.. matter.Alternatives.Where(a => a.Text != statement.Text)]).Text);
        return
        [
            Turn(Asked(matter, random), Joined(random, random.One(talk.Reply), random.One(talk.Miss).Fill(("people", other.People)), random.One(talk.Tip)), false),
            Turn($"{random.One(talk.Correct)} {Told(statement, random)} {random.One(talk.Redo)}", Suited(talk.Fit, statement, random), true),
        ];
    }

    /// <summary>An everyday question, and what lies behind it.</summary>
    private static JsonArray FollowedUp(SimulatedStatement statement, Matter matter, KeyedRandom random)
    {
        var talk = Bank.PairTalk;
        var replies = random.Shuffle(talk.Reply);
        return
        [
            Turn(Asked(matter, random), Joined(random, replies[0], replies[1], random.One(talk.Tip)), false),
            Turn($"{random.One(talk.Follow)} {Told(statement, random)} {random.One(talk.More)}", Suited(talk.Deeper, statement, random), true),
        ];
    }

    private static string Asked(Matter matter, KeyedRandom random)
    {
        var (opening, lead) = (random.One(matter.Openings), random.One(Bank.PairTalk.LeadIn));
        return random.Next(3) switch { 0 => opening, 1 => $"{lead} {opening}", _ => $"{opening} {lead.TrimEnd(':', '.')}." };
    }

    /// <summary>In the first person, as people say it: outright where it speaks of a taste, else led up to.</summary>
    private static string Told(SimulatedStatement statement, KeyedRandom random)
    {
        var said = Shifted(statement);
        var frame = random.One(Stance.Of(said.FirstPerson).IsStated ? Bank.PairTalk.Plain : Bank.PairTalk.Said);
        return frame.Fill(("i", said.FirstPerson)).Capital();
    }

    private static string Suited(IReadOnlyList<string> frames, SimulatedStatement statement, KeyedRandom random)
    {
        var said = Shifted(statement);
        return Joined(random, random.One(frames).Fill(("you", said.You), ("base", said.Base), ("people", said.People)).Capital(), random.One(Bank.PairTalk.Reply), random.One(Bank.PairTalk.Tip));
    }

    /// <summary>What a preference of the bank's other wordings says is known without them.</summary>
    private static PersonShift Shifted(SimulatedStatement statement)
    {
        if (statement.Text.StartsWith("The user", StringComparison.Ordinal) || SeedLookup.Of(statement.Facets) is not { } seed) return PersonShift.Of(statement.Text);
        var (likes, dislikes) = (statement.Facets!.Liked.Count > 0, statement.Facets.Disliked.Count > 0);
        return PersonShift.Of((likes, dislikes) switch
        {
            (true, true) => $"The user prefers {seed.Liked.Name}, such as {seed.Liked.Instances[0]} or {seed.Liked.Instances[1]}, over {seed.Disliked.Name}.",
            (true, false) => $"The user loves {seed.Liked.Name}, such as {seed.Liked.Instances[0]} or {seed.Liked.Instances[1]}.",
            _ => $"The user avoids {seed.Disliked.Name}, such as {seed.Disliked.Instances[0]} or {seed.Disliked.Instances[1]}.",
        });
    }

    private static string Joined(KeyedRandom random, string first, string second, string last) => random.Next(4) == 0 ? $"{first} {second}" : $"{first} {second} {last}";

    private static JsonObject Turn(string user, string assistant, bool reveals) => new() { ["user"] = user, ["assistant"] = assistant, ["reveals"] = reveals };
}
