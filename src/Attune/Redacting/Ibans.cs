using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>International bank account numbers (ISO 13616), in one piece or in groups, checked by their remainder mod 97.</summary>
internal static partial class Ibans
{
    private const int Shortest = 15;
    private const int Longest = 34;

    /// <summary>Country and length; other countries' may have any length that passes the check.</summary>
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 "
        + "GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 "
        + "MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

    private static readonly Dictionary<string, int> LengthByCountry = Lengths.Split(' ').ToDictionary(l => l[..2], l => int.Parse(l[2..], null));

    public static void Find(string text, List<Finding> findings)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return;
        Span<char> number = stackalloc char[Longest];
        foreach (var candidate in Candidates().EnumerateMatches(text))
            if (EndOf(text, candidate.Index, number) is > 0 and var end)
                findings.Add(new(candidate.Index, end, SensitiveKind.Iban));
    }

    /// <summary>The end of the longest number that begins here; 0 where there is none.</summary>
    private static int EndOf(string text, int start, Span<char> number)
    {
        var wanted = LengthByCountry.GetValueOrDefault(text.Substring(start, 2).ToUpperInvariant());
        var (found, length, i) = (0, 0, start);
        while (i < text.Length && length < Longest)
        {
            if (length > 0 && text[i] is ' ' or '-' or '\u00A0') i++;
            if (i == text.Length || !char.IsAsciiLetterOrDigit(text[i])) break;
            number[length++] = char.ToUpperInvariant(text[i++]);
            var isWhole = i == text.Length || !char.IsAsciiLetterOrDigit(text[i]);
            if (isWhole && (wanted == 0 ? length >= Shortest : length == wanted) && IsValid(number[..length])) found = i;
        }

        return found;
    }

    private static bool IsValid(ReadOnlySpan<char> number)
    {
        var remainder = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[(i + 4) % number.Length];
            remainder = (char.IsAsciiDigit(c) ? (remainder * 10) + (c - '0') : (remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder == 1;
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ \u00A0-]?[A-Za-z0-9])", RegexOptions.None, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Candidates();
}
