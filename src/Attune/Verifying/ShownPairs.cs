using System.Security.Cryptography;
using System.Text;
using Attune.Questions;

namespace Attune.Verifying;

/// <summary>What somebody who checks a pair is shown.</summary>
public static class ShownPairs
{
    /// <summary>The name of who settles what others differ on: their choice holds, whatever the others chose. More may follow it after an <c>@</c>.</summary>
    public const string Adjudicator = "adjudicator";

    private const string Person = "person:";
    private const int LongestName = 60;

    /// <summary>The begin of the SHA-256 over both preferences and the candidates, 16 lower-case hex digits.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="preferenceA">The text of its first preference.</param>
    /// <param name="preferenceB">The text of its second.</param>
    public static string Digest(PreferencePair pair, string preferenceA, string preferenceB) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [preferenceA, preferenceB, .. Candidates(pair)]))).AsSpan(0, 8));

    /// <summary>The queries to choose from; a pair without candidates offers its query.</summary>
    public static IReadOnlyList<string> Candidates(PreferencePair pair) => pair.Candidates.Count > 0 ? pair.Candidates : [pair.Query];

    /// <summary>Who a person is in checks.</summary>
    /// <param name="name">Their name: not empty, one line, at most 60 characters.</param>
    /// <exception cref="BadInputException">The name is none.</exception>
    public static string By(string name)
    {
        var plain = name.Trim();
        if (plain.Length is 0 or > LongestName || plain.Any(char.IsControl) || plain.Contains(':', StringComparison.Ordinal))
            throw new BadInputException($"--as '{name}'", "is no name", $"Give one of at most {LongestName} characters, without a colon");
        return Person + plain;
    }

    /// <summary>Whether a check is a person's.</summary>
    public static bool IsPerson(string by) => by.StartsWith(Person, StringComparison.Ordinal);

    /// <summary>Whether a check is an adjudicator's: it settles, and says nothing of how far people agree.</summary>
    public static bool IsAdjudicator(string by) =>
        by == Person + Adjudicator || by.StartsWith($"{Person}{Adjudicator}@", StringComparison.Ordinal);
}
