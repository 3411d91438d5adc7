using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>Where what somebody says of themselves ends, and the rest of the sentence begins.</summary>
internal static partial class StatementEnd
{
    private const int MostWords = 14;

    /// <summary>The rest of a statement up to its end; null where it is too long to be one, or speaks to somebody.</summary>
    public static string? Trim(string rest)
    {
        var text = List().IsMatch(rest) ? rest : Comma().Replace(rest, "");
        text = Connector().Replace(text, "");
        for (var before = ""; before != text;) (before, text) = (text, Tail().Replace(text, ""));
        text = Blank().Replace(text, " ").Trim(' ', ',', '-', '"', '\'', '*', '(', ')', '.', '!', '?', '\u2026');
        if (text.Count(c => c == ' ') >= MostWords || ToSomebody().IsMatch(text)) return null;
        return text;
    }

    // "Spanish, German and a little Basque"
    [GeneratedRegex(@"\A[\w' -]{1,30}(?:, [\w' -]{1,25})+,? (?:and|or) [\w' -]{1,30}\z")]
    private static partial Regex List();

    [GeneratedRegex(@"\s*(?:(?<!\b(?:long|short|small|big|simple|strong|dark|hot|cold|quiet|slow|fast|clear|honest|sweet|spicy|thick|thin)),|;|:|\(|\s-+\s|\u2014|\u2013).*\z", RegexOptions.Singleline)]
    private static partial Regex Comma();

    [GeneratedRegex(@"\s+(?:but|because|since|so|which|though|although|while|whereas|if|unless|and (?:what|how|can|could|want|need|am|would|please|then|keep|give|make|use|talk|explain))\b.*\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Connector();

    [GeneratedRegex(@"[\s,]+(?:anyway|by the way|though|please|pls|lol|haha|too|btw|tbh|as well|right now|at the moment|these days|you know|of course|as you know|now|currently|honestly|actually|again|today|next time|from now on|for (?:\w+ ){1,2}(?:years|months)(?: now)?|after that|either)\W*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\b(?:you|your|yours|u|ur)\b|[{}<>\[\]|`\\]", RegexOptions.IgnoreCase)]
    private static partial Regex ToSomebody();
}
