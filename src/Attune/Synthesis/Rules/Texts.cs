using System.Globalization;

namespace Attune.Synthesis.Rules;

/// <summary>Checks that every text goes through.</summary>
internal static class Texts
{
    /// <summary>Words of a text; in scripts without spaces, two letters count as one.</summary>
    public static int Words(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var dense = text.Count(c => c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\u0E00' and <= '\u0EFF');
        return Math.Max(words, dense / 2);
    }

    /// <summary>The fault of a text that is not of the length asked for; null where it is.</summary>
    /// <param name="what">Names the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="least">Words at least.</param>
    /// <param name="most">Words at most.</param>
    public static string? Length(string what, string? text, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return $"{what} is empty";
        var words = Words(text);
        if (words < least) return $"{what} has {words} words; write at least {least}";
        return words > most ? $"{what} has {words} words; write at most {most}" : null;
    }

    /// <summary>A date as the answers write it; null where it is none.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text.Trim().Replace('/', '-'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The fault of a date outside a span; null where it lies within.</summary>
    public static string? Span(string what, string text, DateOnly from, DateOnly to)
    {
        if (Date(text) is not { } date) return $"{what} has the date '{text}'; write YYYY-MM-DD";
        return date < from || date > to ? string.Create(CultureInfo.InvariantCulture, $"{what} is dated {date:yyyy-MM-dd}; it must lie between {from:yyyy-MM-dd} and {to:yyyy-MM-dd}") : null;
    }
}
