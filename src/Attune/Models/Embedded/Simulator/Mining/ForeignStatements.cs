using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>The plainest statements about oneself in a few other languages; the frame in English, what it is about as it was said.</summary>
internal static partial class ForeignStatements
{
    /// <summary>Sentences about the user.</summary>
    public static IEnumerable<string> In(string own)
    {
        foreach (Match said in Taste().Matches(own))
        {
            var group = said.Groups.Keys.First(k => k.Length > 1 && said.Groups[k].Success && k != "what");
            var what = End().Replace(said.Groups["what"].Value, "").Trim();
            if (what.Length is > 0 and <= 60) yield return $"The user {group} {what}.";
        }

        if (Vegetarian().IsMatch(own)) yield return "The user is vegetarian.";
        if (Vegan().IsMatch(own)) yield return "The user is vegan.";
    }

    [GeneratedRegex(
        """
        (?:\b(?:me\s+encantan?|ich\s+liebe|j'adore)|(?<!\u4e0d)(?:\u6211(?:\u5f88|\u975e\u5e38|\u6700)?(?:\u559c\u6b22|\u559c\u6b61|\u7231|\u611b)))(?<likes>)\s*(?<what>[^.,;!?\n\u3002\uff0c\uff01\uff1f]+)
        |(?:\b(?:odio|detesto|no\s+me\s+gustan?|ich\s+hasse|je\s+d\u00e9teste|je\s+n'aime\s+pas)|\u6211(?:\u4e0d\u559c\u6b22|\u4e0d\u559c\u6b61|\u8ba8\u538c|\u8a0e\u53ad))(?<dislikes>)\s*(?<what>[^.,;!?\n\u3002\uff0c\uff01\uff1f]+)
        |\b(?:prefiero|ich\s+bevorzuge|je\s+pr\u00e9f\u00e8re)(?<prefers>)\s+(?<what>[^.,;!?\n]+)
        |(?<!no\s)\b(?:me\s+gustan?|ich\s+mag(?!\s+kein)|j'aime(?!\s+pas))(?<likes>)\s+(?<what>[^.,;!?\n]+)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Taste();

    [GeneratedRegex(@"\s+(?:y|pero|porque|und|aber|weil|et|mais|parce)\s.*\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex End();

    [GeneratedRegex(@"\b(?:soy\s+vegetarian[oa]|ich\s+bin\s+vegetarier(?:in)?|je\s+suis\s+v\u00e9g\u00e9tarien(?:ne)?)\b|\u6211\u5403\u7d20|\u6211\u662f\u7d20\u98df", RegexOptions.IgnoreCase)]
    private static partial Regex Vegetarian();

    [GeneratedRegex(@"\b(?:soy\s+vegan[oa]|ich\s+bin\s+veganer(?:in)?|je\s+suis\s+v\u00e9gane?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Vegan();
}
