using System.Buffers;
using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>API keys and tokens by the prefixes that their issuers give them, bearer tokens, values assigned to names of keys, private keys.</summary>
/// <remarks>No pattern can begin again within what it scanned in vain, so each is linear.</remarks>
internal static partial class Secrets
{
    /// <summary>One of these is in every match, and looking for them costs next to nothing.</summary>
    private static readonly SearchValues<string> Prefixes = SearchValues.Create(
        [
            "sk-", "_live_", "_test_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "AKIA", "ASIA", "AIza", "xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-",
            "xoxr-", "xoxs-", "hf_", "gsk_", "npm_", "pypi-", "whsec_", "ya29.", "SG.", "eyJ", "-----BEGIN",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Names = SearchValues.Create(["key", "token", "secret", "bearer"], StringComparison.OrdinalIgnoreCase);

    public static void Find(string text, List<Finding> findings)
    {
        if (text.AsSpan().ContainsAny(Prefixes))
        {
            foreach (var match in Prefixed().EnumerateMatches(text)) Add(match);
            foreach (var match in WebTokens().EnumerateMatches(text)) Add(match);
            foreach (var match in PrivateKeys().EnumerateMatches(text)) Add(match);
        }

        if (!text.AsSpan().ContainsAny(Names)) return;
        foreach (Match match in Bearers().Matches(text)) AddValue(match.Groups[1]);
        foreach (Match match in Assigned().Matches(text)) AddValue(match.Groups[1]);

        void Add(ValueMatch match) => findings.Add(new(match.Index, match.Index + match.Length, SensitiveKind.Key));

        void AddValue(Group value) => findings.Add(new(value.Index, value.Index + value.Length, SensitiveKind.Key));
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{16,}|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
        + @"|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])|AIza[A-Za-z0-9_-]{30,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|hf_[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}"
        + @"|pypi-[A-Za-z0-9_-]{30,}|whsec_[A-Za-z0-9+/=]{16,}|ya29\.[A-Za-z0-9_-]{20,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,})",
        RegexOptions.None,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,3}", RegexOptions.None, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex WebTokens();

    /// <summary>To the end mark, or to the last line that looks like a key where that is missing. Line breaks may be written as <c>\n</c>.</summary>
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?>(?:\s{0,4}[A-Z][A-Za-z-]{1,20}: [^\n]{1,80}\n){0,3})"
        + @"(?>(?:(?:\s|\\n|\\r){0,4}[A-Za-z0-9+/]{20,}={0,2})*)(?:(?:\s|\\n|\\r){0,4}[A-Za-z0-9+/]{0,80}={0,2}(?:\s|\\n|\\r){0,4}-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?",
        RegexOptions.None,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex PrivateKeys();

    [GeneratedRegex(@"(?<![A-Za-z])bearer[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Bearers();

    [GeneratedRegex(
        @"(?:api|access|secret|auth|private|client|refresh|account)[ _-]?(?:api[ _-]?)?(?:key|token|secret)\w{0,8}[""'’]?[ \t]{0,4}(?:=>|:=|[:=]|[ ]is)[ \t]{0,4}[""'“‘`]?([A-Za-z0-9._~+/=!$%^*-]{8,})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: SearchTime.Milliseconds)]
    private static partial Regex Assigned();
}
