using System.Text.RegularExpressions;
using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Pairs;

/// <summary>The preferences of a dataset that pairs can be made of. Mined texts may be anything: what is no statement about a person is left out with its cause.</summary>
internal static partial class PairablePreferences
{
    private const int MostLetters = 600;

    /// <summary>Reported one by one up to here.</summary>
    private const int MostReported = 1000;

    public static (IReadOnlyList<Preference> Usable, IReadOnlyList<SetAside> LeftOut) Of(IEnumerable<Preference> preferences)
    {
        var (usable, leftOut) = (new List<Preference>(), new List<SetAside>());
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var preference in preferences)
        {
            var cause = Unfit(preference.Text) ?? Unfit(preference.Topic) ?? (seen.Add(preference.Text.Trim()) ? null : "the same text stands further up");
            if (cause is null) usable.Add(preference);
            else if (leftOut.Count < MostReported) leftOut.Add(new(PairStage.Preferences, preference.Id, cause));
        }

        return (usable, leftOut);
    }

    private static string? Unfit(string text)
    {
        if (!text.Any(char.IsLetter)) return "it holds no letter";
        if (text.Length > MostLetters) return $"it is {text.Length} characters long; a preference has at most {MostLetters}";
        if (text.EnumerateRunes().Any(r => System.Text.Rune.IsControl(r) || r.Value == 0xFFFD)) return "it holds control characters or broken ones";
        return InstructionWords.In(Holder().Replace(text, "$1 user,")) is { } told ? $"it reads as an instruction to a model ('{told}')" : null;
    }

    private static string? Unfit(Topic topic) => Unfit($"{topic.Field} {topic.Subtopic}") is { } cause ? $"its topic: {cause}" : null;

    // "As far as this user: ..." speaks of the holder, and is no mark of a role in a chat.
    [GeneratedRegex(@"\b(the|this|that) user:", RegexOptions.IgnoreCase)]
    private static partial Regex Holder();
}
