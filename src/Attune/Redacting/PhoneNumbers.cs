using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>
/// Telephone numbers: international ones (+ or 00), national ones that begin with 0, have their area in brackets or the groups of North
/// America, China or India, and any number behind a word for telephone. Dates, prices and ISBNs are none.
/// </summary>
internal static partial class PhoneNumbers
{
    private const int FarthestCue = 40;

    /// <summary>The last group of the number that begins with this group; -1 where there is none.</summary>
    public static int LastGroup(NumberRun run, int first)
    {
        var group = run.Groups[first];
        if (run.Text[run.StartOf(first)] == '+') return Longest(run, first, 7, 15);
        if (StartsWithZero(run, first))
        {
            if (IsBook(run, first)) return -1;
            if (run.Digit(group, 1) == 0) return group.Length > 2 && run.Digit(group, 2) == 0 ? -1 : Longest(run, first, 10, 17);
            if (!IsDate(run, first) && Longest(run, first, group.Length > 8 ? 10 : 9, 12) is >= 0 and var national) return national;
        }

        if (HasBracketedArea(run, first) && Longest(run, first, 8, 13) is var area && area > first) return area;
        if (Fixed(run, first) is >= 0 and var last) return last;
        return HasCue(run, first) ? Longest(run, first, 6, 15) : -1;
    }

    /// <summary>As many groups as have at most so many digits, if they have enough of them.</summary>
    private static int Longest(NumberRun run, int first, int fewest, int most)
    {
        var (last, digits) = (-1, 0);
        for (var g = first; g < run.Groups.Count && (digits += run.Groups[g].Length) <= most; g++)
            if (digits >= fewest && run.CanEnd(g))
                last = g;
        return last;
    }

    private static bool StartsWithZero(NumberRun run, int first) => run.Groups[first].Length >= 2 && run.Digit(run.Groups[first], 0) == 0;

    /// <summary>01.02.2024, whatever comes behind it.</summary>
    private static bool IsDate(NumberRun run, int first) =>
        first + 2 < run.Groups.Count && run.Groups[first].Length == 2 && run.Groups[first + 1].Length <= 2 && run.Groups[first + 2].Length == 4
        && run.Before(first + 1)[0] is '.' or '/' or '-' && run.Before(first + 1).SequenceEqual(run.Before(first + 2));

    /// <summary>(030) 1234567, but not (2019) 12-34.</summary>
    private static bool HasBracketedArea(NumberRun run, int first)
    {
        var group = run.Groups[first];
        return group.Length is >= 2 and <= 5 && first + 1 < run.Groups.Count && run.Text[run.StartOf(first)] == '(' && run.Before(first + 1)[0] == ')'
            && !(group.Length == 4 && run.Digit(group, 0) is 1 or 2);
    }

    /// <summary>Numbers without a sign that says so, but with the lengths of a national plan.</summary>
    private static int Fixed(NumberRun run, int first)
    {
        var group = run.Groups[first];
        var leading = run.Digit(group, 0);
        var second = group.Length > 1 ? run.Digit(group, 1) : 0;
        if (group.Length == 11 && leading == 1 && second > 2) return run.CanEnd(first) ? first : -1;
        if (leading == 1 && second > 2 && Has(run, first, 3, 4, 4)) return first + 2;
        if (leading >= 2 && Has(run, first, 3, 3, 4) && run.Digit(run.Groups[first + 1], 0) >= 2) return first + 2;
        if (leading == 1 && Has(run, first, 1, 3, 3, 4) && run.Digit(run.Groups[first + 1], 0) >= 2) return first + 3;
        return leading >= 6 && Has(run, first, 5, 5) ? first + 1 : -1;
    }

    private static bool Has(NumberRun run, int first, params ReadOnlySpan<int> lengths)
    {
        if (first + lengths.Length > run.Groups.Count || !run.CanEnd(first + lengths.Length - 1)) return false;
        for (var i = 0; i < lengths.Length; i++)
            if (run.Groups[first + i].Length != lengths[i] || (i > 0 && run.Before(first + i) is not (" " or "-" or "." or ") " or ")" or " (" or "\u00A0")))
                return false;
        return true;
    }

    private static bool IsBook(NumberRun run, int first) => Book().IsMatch(BeforeNumber(run, first));

    private static bool HasCue(NumberRun run, int first) => Cue().IsMatch(BeforeNumber(run, first));

    private static ReadOnlySpan<char> BeforeNumber(NumberRun run, int first)
    {
        var end = run.StartOf(first);
        return run.Text.AsSpan(Math.Max(0, end - FarthestCue)..end);
    }

    [GeneratedRegex(@"ISBN(?:-1[03])?:?[ ]?[0-9 -]{0,8}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Book();

    [GeneratedRegex(
        @"(?:(?<!\p{L})(?:tel|telefon|telephone|phone|mobile|mobil|mob|cell|cellphone|fax|handy|whatsapp|sms|tél|téléphone|portable|teléfono|telefono|móvil|movil|celular|cellulare"
        + @"|telemóvel|telefone|telefoon|gsm|tlf|тел|телефон|rufnummer|handynummer|telefonnummer|(?:call|text|reach|ring|phone)[ ](?:me|us|her|him)[ ](?:at|on))"
        + @"(?:[ ]?(?:numbers?|nummer|number|no|nr|número|numéro|numero|n[º°]))?|电话|電話|手机|手機|号码)[ ]?(?:is|was|ist|lautet|est|es|è|é|是)?[ \t.:：#=(-]{0,4}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cue();
}
