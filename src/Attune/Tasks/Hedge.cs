using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>What stands before a choice and undoes it: a negation, a condition, somebody else's taste.</summary>
internal static partial class Hedge
{
    private const int SentenceReach = 200;
    private const int ClauseReach = 60;

    /// <summary>True where the words of its sentence before the index leave no plain choice after it.</summary>
    public static bool Undoes(string text, int index)
    {
        var start = Math.Max(0, index - SentenceReach);
        var before = text.AsSpan(start, index - start);
        if (before.LastIndexOfAny(".!?\n") is >= 0 and var end) before = before[(end + 1)..];
        if (Condition().IsMatch(before)) return true;

        var clause = before[Math.Max(0, before.Length - ClauseReach)..];
        var clauseStart = 0;
        foreach (var boundary in ClauseStart().EnumerateMatches(clause)) clauseStart = boundary.Index + boundary.Length;
        return Negation().IsMatch(clause[clauseStart..]);
    }

    [GeneratedRegex(
        @"\b(?:if(?! (?:I (?:had|have|must|were)|you ask|forced|pressed|pushed|anything))|unless|except|(?:anything|everything|nothing|all) but|avoid(?:ing)?|would have|could have)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(@"[,;]|\b(?:but|so|hence|thus|therefore|then|because)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClauseStart();

    [GeneratedRegex(
        @"\b(?:not|never|no(?! (?:doubt|question))|neither|nor|cannot|\w{2,7}n't|skip|exclud\w{1,3}|eliminat\w{1,4}|reject\w{0,3}|rul(?:e|es|ed|ing) out|without|least|worst|wrong|incorrect|poor|bad|second|runner-up|backup|fallback|alternative|other|others|people|everyone|everybody|might|may|maybe|perhaps|could|tempted|usually|normally|typically|initially|doubt|unsure|whether|instead of|rather than|unlike|besides|apart from|compared (?:to|with))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
