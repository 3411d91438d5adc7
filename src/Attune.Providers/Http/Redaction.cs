using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Providers.Http;

/// <summary>Takes keys out of text that comes from elsewhere, and makes one short line of it.</summary>
internal sealed partial class Redaction(string? key)
{
    private const string Mark = "[key]";
    private const int Longest = 300;

    /// <summary>Local servers are given words like "none" for a key; those are no secrets, and taking them out would garble messages.</summary>
    private const int ShortestSecret = 8;

    /// <summary>Whatever looks like a key goes too: a proxy may have one of its own.</summary>
    public string OneLine(string text)
    {
        if (key?.Length >= ShortestSecret)
        {
            // As it is, and as an echo may show it: in a URL, or in base64.
            foreach (var form in (string[])[key, Uri.EscapeDataString(key), Convert.ToBase64String(Encoding.UTF8.GetBytes(key))])
                text = text.Replace(form, Mark, StringComparison.OrdinalIgnoreCase);
        }

        text = Space().Replace(KeyLike().Replace(text, Mark), " ").Trim();
        return text.Length <= Longest ? text : text[..Longest].TrimEnd() + "…";
    }

    /// <summary>After "Bearer", all but brackets around it and the marks that end a sentence, and not what has been taken out already.</summary>
    [GeneratedRegex(@"(?<=\bBearer\s+[(\[<]*)(?:(?=\[key\])|(?![(\[<])(?!(?<=\[)key\]))(?!\[key\][.:;)\]>]*(?:[\s""',}]|\z))[^\s""',}]*[^\s""',}.:;)\]>]|\b(?:(?:sk|pk|rk|xai|gsk)[-_]|AIza)[-_A-Za-z0-9]{16,}", RegexOptions.IgnoreCase)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Space();
}
