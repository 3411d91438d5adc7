using System.Globalization;
using System.Text;

namespace Attune.Cli.Output;

/// <summary>Texts of data on a terminal: what would steer it, turn its writing round or hide is shown as a sign, and nothing is markup.</summary>
internal static class PlainText
{
    private const char Sign = '\u00B7';
    private const int Longest = 2000;

    public static string Of(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= Longest) return plain.Append("...").ToString();
            var kind = Rune.GetUnicodeCategory(rune);
            if (rune.Value is '\n' or '\r' or '\t') plain.Append(' ');
            else if (kind is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) plain.Append(Sign);
            else plain.Append(rune);
        }

        return plain.ToString();
    }
}
