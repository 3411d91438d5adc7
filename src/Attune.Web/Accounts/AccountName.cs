using System.Text;

namespace Attune.Web.Accounts;

/// <summary>What somebody signs in by. Two names that look alike count as the same.</summary>
internal static class AccountName
{
    private const int Longest = 60;

    /// <summary>Blanks and decomposed letters make a name longer than it is.</summary>
    public const int LongestTyped = 4 * Longest;

    /// <summary>Without blanks around it, in one form of Unicode.</summary>
    public static string Clean(string? name)
    {
        var text = (name ?? "").Trim();
        return text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
    }

    public static string Key(string? name) => Clean(name).ToLowerInvariant();

    /// <summary>Why a name can't be chosen; null where it can.</summary>
    public static string? Fault(string name) => name switch
    {
        "" => "Choose a name.",
        { Length: > Longest } => $"Choose a name of at most {Longest} characters.",
        _ when name.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate) =>
            "Choose a name without invisible characters.",
        _ => null,
    };
}
