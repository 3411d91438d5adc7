using System.Globalization;
using System.Text.RegularExpressions;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Whether a user can say what is said around a seed: some of it speaks of a husband, a wife, children or grandchildren.</summary>
internal static partial class SeedFit
{
    private const int ParentFrom = 32;
    private const int GrandparentFrom = 52;

    private static readonly Dictionary<string, string> Said = Bank.Seeds.ToDictionary(s => s.Id, Texts, StringComparer.Ordinal);

    /// <summary>The seeds that suit a user.</summary>
    public static IReadOnlyList<PreferenceSeed> For(Profile profile, DateOnly? on)
    {
        var facts = profile.Demographics;
        var age = int.TryParse(facts.Birth, NumberStyles.None, CultureInfo.InvariantCulture, out var born) ? (on ?? new(2025, 12, 31)).Year - born : GrandparentFrom;
        var (isWed, isWidowed, isFemale) = (facts.MaritalStatus is "Married", facts.MaritalStatus is "Widowed", facts.Gender is "Female");
        return [.. Bank.Seeds.Where(s => Suits(Said[s.Id]))];

        bool Suits(string said) =>
            (!Late().IsMatch(said) || isWidowed)
            && (!Husband().IsMatch(said) || (isFemale && (isWed || isWidowed)))
            && (!Wife().IsMatch(said) || (!isFemale && (isWed || isWidowed)))
            && (!Grandchild().IsMatch(said) || age >= GrandparentFrom)
            && (!Child().IsMatch(said) || age >= ParentFrom);
    }

    private static string Texts(PreferenceSeed seed)
    {
        var talk = Bank.Talk[seed.Id];
        return string.Join('\n', [seed.Opening, seed.Query, seed.Event.Before, seed.Event.Happened, seed.Event.After, .. seed.Hints.Liked, .. seed.Hints.Disliked, .. talk.Opening, .. talk.Before, .. talk.After]);
    }

    [GeneratedRegex(@"\blate (?:husband|wife)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Late();

    [GeneratedRegex(@"\b(?:my|a|our) (?:\w+ )?husband\b", RegexOptions.IgnoreCase)]
    private static partial Regex Husband();

    [GeneratedRegex(@"\b(?:my|a|our) (?:\w+ )?wife\b", RegexOptions.IgnoreCase)]
    private static partial Regex Wife();

    [GeneratedRegex(@"\bgrand(?:son|daughter|child|children|kids)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Grandchild();

    [GeneratedRegex(@"\b(?:my|our) (?:\w+ )?(?:son|sons|daughter|daughters|kids|children|teenagers?|toddler)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Child();
}
