using System.Globalization;

namespace Attune.Web.Chats;

/// <summary>What an owner asks for: as a form gives it.</summary>
public sealed record Terms
{
    /// <summary>Characters of <see cref="Name"/> at most.</summary>
    public const int LongestName = 120;

    private const int LongestText = 20_000;

    /// <summary>As participants see it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The model that answers.</summary>
    public string Model { get; init; } = "embedded:lexical";

    /// <summary>What participants read before they consent.</summary>
    public string Text { get; init; } = DefaultText;

    /// <summary>Whether identifiers are removed before anything is stored or sent.</summary>
    public bool Redacts { get; init; } = true;

    /// <summary>What each may send in a day of UTC.</summary>
    public long MessagesADay { get; init; } = 100;

    /// <summary>What the chats of each may take in all.</summary>
    public long TokensEach { get; init; } = 500_000;

    /// <summary>The last day, as <c>2026-12-31</c>.</summary>
    public string KeepUntil { get; init; } = "";

    /// <summary>What is wrong with each field, by its name; empty where nothing is.</summary>
    /// <param name="today">The day, in UTC.</param>
    public IReadOnlyDictionary<string, string> Faults(DateOnly today)
    {
        var faults = new Dictionary<string, string>();
        if (Name.Length is 0 or > LongestName) faults["name"] = $"Give a name of at most {LongestName} characters.";
        if (Text.Length is 0 or > LongestText) faults["text"] = $"Say what you ask for, in at most {LongestText} characters.";
        if (MessagesADay is < 1 or > 10_000) faults["messages"] = "Give a number from 1 to 10000.";
        if (TokensEach is < 1_000 or > 1_000_000_000) faults["tokens"] = "Give a number from 1000 to 1000000000.";
        if (!DateOnly.TryParseExact(KeepUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day < today) faults["until"] = "Give a day that is still to come.";
        return faults;
    }

    /// <summary>What asks for consent where the owner says nothing else.</summary>
    public const string DefaultText = """
        We study how well assistants learn what people prefer. Please chat with the assistant as you would with any other: ask what you want to know, in your own words, on as many days as you like.

        Taking part is voluntary. You may stop at any time, without giving a reason and without any disadvantage.

        The assistant is a computer program. What it says may be wrong. Do not tell it what must stay secret, and nothing about other people that they would not want told.

        From what you write we draw what you prefer ("prefers short answers", "likes to cook"), and with it we measure and improve assistants.
        """;
}
