using System.Net;
using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>IP addresses of both versions. A version number of four parts looks the same and goes too.</summary>
internal static partial class IpAddresses
{
    public static void Find(string text, List<Finding> findings)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return;
        foreach (var match in FourNumbers().EnumerateMatches(text)) Add(text, match, findings);
        if (!text.Contains(':', StringComparison.Ordinal)) return;
        foreach (var match in Colons().EnumerateMatches(text))
            if (text.AsSpan(match.Index, match.Length).IndexOfAnyInRange('0', '9') >= 0)
                Add(text, match, findings);
    }

    private static void Add(string text, ValueMatch match, List<Finding> findings)
    {
        if (IPAddress.TryParse(text.AsSpan(match.Index, match.Length), out _)) findings.Add(new(match.Index, match.Index + match.Length, SensitiveKind.Ip));
    }

    [GeneratedRegex(@"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])", RegexOptions.None, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex FourNumbers();

    /// <summary>Without a colon at the end, which is punctuation there, unless it is one of two.</summary>
    [GeneratedRegex(@"(?<![\w:.])(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:)(?:[0-9A-Fa-f]{0,4}:){2,8}(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f]{0,4}(?<!(?<!:):))(?![\w:])", RegexOptions.None, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Colons();
}
