using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Invents a user, or makes a persona a whole one.</summary>
internal static partial class ProfileWriter
{
    private const int Youngest = 18;
    private const int Oldest = 85;

    public static JsonObject Write(SimulatedRequest request, KeyedRandom random)
    {
        var trade = request.Persona is { } given ? TradeOf(given, random) : Unused(request);
        var persona = request.Persona ?? random.One(trade.Personas);
        var isFemale = random.Next(2) == 0;
        var region = random.One(Bank.People.Names);
        var name = $"{random.One(isFemale ? region.Female : region.Male)} {random.One(region.Family)}";
        var (from, to) = (Math.Max(trade.Ages[0], Youngest), Math.Min(trade.Ages[1], Oldest));
        var age = from + random.Next(Math.Max(to - from, 1));
        return new()
        {
            ["persona"] = persona,
            ["extended_persona"] = Extended(trade, name, isFemale, random),
            ["demographics"] = new JsonObject
            {
                ["name"] = name,
                ["birth"] = ((request.To ?? new(2025, 12, 31)).Year - age - 1).ToString(CultureInfo.InvariantCulture),
                ["gender"] = isFemale ? "Female" : "Male",
                ["education"] = trade.Education,
                ["occupation"] = trade.Occupation,
                ["economic_status"] = random.One(trade.EconomicStatus),
                ["marital_status"] = MaritalStatus(age, random),
            },
        };
    }

    /// <summary>The trade that a profile names; a stand-in with what is usual where it is none of the bank's.</summary>
    public static Trade TradeNamed(string? occupation, KeyedRandom random)
    {
        var known = Bank.People.Occupations.FirstOrDefault(t => t.Occupation.Equals(occupation, StringComparison.OrdinalIgnoreCase));
        if (known is not null) return known;
        var like = random.One([.. Bank.People.Occupations.Where(t => t.Workplace is not null)]);
        return like with { Occupation = occupation ?? like.Occupation, Workplace = "work", Ages = [Youngest, 75], Extended = Everyday };
    }

    private static string[] Everyday { get; } =
    [
        "{name} keeps a notebook for whatever will not wait until evening.",
        "Most mornings begin for {name} with a list and end with half of it.",
        "The neighbours know {name} as the one who has the right screwdriver.",
        "Ask {name} for directions and you get the story of the street as well.",
    ];

    /// <summary>Users of one dataset have different trades for as long as there are any.</summary>
    private static Trade Unused(SimulatedRequest request)
    {
        var trades = new KeyedRandom(request.DatasetSeed, "trades").Shuffle(Enumerable.Range(0, Bank.People.Occupations.Count));
        return Bank.People.Occupations[trades[((request.Number ?? 1) - 1) % trades.Length]];
    }

    private static Trade TradeOf(string persona, KeyedRandom random)
    {
        var named = Bank.People.Occupations.FirstOrDefault(t => persona.Contains(t.Occupation, StringComparison.OrdinalIgnoreCase));
        if (named is not null) return named;
        var noun = Noun().Match(persona) is { Success: true } match ? match.Groups[1].Value.Trim() : null;
        return TradeNamed(noun is not null && noun.Split(' ').Length <= 5 && noun.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'') ? noun : "Self-employed", random);
    }

    private static string Extended(Trade trade, string name, bool isFemale, KeyedRandom random)
    {
        var (they, them, their) = isFemale ? ("she", "her", "her") : ("he", "him", "his");
        var motives = trade.Motives.ToHashSet(StringComparer.Ordinal);
        var traits = random.Shuffle(Bank.People.Traits.Where(t => motives.Contains(t.Motive))).Take(2).Select(t => t.Text);
        var given = name.Split(' ')[0];
        // The first sentence of a trade names the person.
        var sentences = trade.Extended.Take(1).Concat(random.Shuffle(trade.Extended.Skip(1)).Take(2)).Concat(traits);
        return string.Join(' ', sentences.Select((s, i) => s.Fill(("name", i == 0 ? name : given), ("they", they), ("them", them), ("their", their)).Capital()));
    }

    private static string MaritalStatus(int age, KeyedRandom random) => random.NextDouble() switch
    {
        var x when age < 27 => x < 0.85 ? "Single" : "Married",
        var x when age < 40 => x < 0.4 ? "Single" : x < 0.92 ? "Married" : "Divorced",
        var x when age < 65 => x < 0.2 ? "Single" : x < 0.78 ? "Married" : x < 0.95 ? "Divorced" : "Widowed",
        var x => x < 0.1 ? "Single" : x < 0.65 ? "Married" : x < 0.8 ? "Divorced" : "Widowed",
    };

    [GeneratedRegex(@"^(?:an?|the)\s+(.{3,60}?)(?=\s+(?:who|that|with|from|in|at|and|working|specializing|running|of)\b|[,.;]|$)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Noun();
}
