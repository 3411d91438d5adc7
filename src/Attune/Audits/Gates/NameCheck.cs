using System.Text.RegularExpressions;
using Attune.People;

namespace Attune.Audits.Gates;

/// <summary>Whether an extended persona that calls its user by a name uses the profile's. English only: it looks at how texts and sentences begin.</summary>
internal static partial class NameCheck
{
    private static readonly HashSet<string> NoNames = new(
        """
        A After All Although Always An And Another As At Based Because Before Being Born But By Currently Despite During Each Even Every Family For From Growing
        Having He Her Here His Home How However I If In Inspired It Its Life Living Many Most Much My No Nobody Not Nothing Now Of Often On Once One Or Originally Other
        Others Over People Raised She Since So Some Somebody Someone Sometimes Still That The Their Then There These They This Those Though Through Time To Today What Whatever When
        Where While Who With Work Working You Your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    public static AuditCheck Of(AuditSubject subject)
    {
        List<Profile> named = [.. subject.Profiles.Where(p => !string.IsNullOrWhiteSpace(p.Demographics.Name) && p.ExtendedPersona is not null)];
        var found = named.Select(p => (Profile: p, Name: OtherName(p))).Where(f => f.Name is not null);
        return AuditCheck.None("extended personas with another name than the profile's", named.Count,
            [.. found.Select(f => subject.Finding(f.Profile, $"its extended persona speaks of {f.Name}; its name is {f.Profile.Demographics.Name}"))],
            "no profile has both a name and an extended persona");
    }

    /// <summary>The first name that is not the user's; null where the persona uses theirs, or none.</summary>
    private static string? OtherName(Profile profile)
    {
        var text = profile.ExtendedPersona!;
        if (Parts(profile.Demographics.Name!).Any(part => Regex.IsMatch(text, $@"\b{Regex.Escape(part)}\b", RegexOptions.IgnoreCase))) return null;
        return Subject().Matches(text).Concat(Named().Matches(text)).OrderBy(m => m.Index).Select(m => m.Groups["name"].Value)
            .FirstOrDefault(n => !NoNames.Contains(n) && !Regex.IsMatch(text, $@"\b{n.ToLowerInvariant()}\b"));
    }

    private static string[] Parts(string name) => name.Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries);

    // "Maria is a baker" at the very beginning, "Maria Lund works" at that of any sentence: elsewhere, one word alone is rather a thing.
    [GeneratedRegex(
        @"(?:^\s*(?:(?:Ms|Mrs|Mr|Dr)\.?\s)?(?<name>\p{Lu}\p{Ll}+)|(?<=[.!?]\s+|\n)(?<name>\p{Lu}\p{Ll}+)(?:\s\p{Lu}\p{Ll}+)+)"
        + @"(?:\s\p{Lu}\p{Ll}+)*\s(?:is|was|has|had|works|worked|lives|lived|grew|runs|ran|teaches|taught|studied|spends|spent|moved|left|began|started|keeps)\b")]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(?:named|called)\s+(?<name>\p{Lu}\p{Ll}+)")]
    private static partial Regex Named();
}
