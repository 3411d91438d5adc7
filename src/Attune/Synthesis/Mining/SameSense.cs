using System.Text.RegularExpressions;
using Attune.Models.Embedded;
using Attune.Retrieval;

namespace Attune.Synthesis.Mining;

/// <summary>
/// What embeddings overlook: sentences that differ in a "not", in a number, in what stands on which side of "over", or in being, having
/// and liking something look nearly the same to them, and say something else. English words only; in other languages embeddings alone decide.
/// </summary>
/// <param name="IsAgainst">Whether it rejects something.</param>
/// <param name="Numbers">The numbers in it.</param>
/// <param name="Before">What stands before "over", where it weighs two things.</param>
/// <param name="Verb">Being, having or a taste; null for any other verb.</param>
internal sealed partial record SameSense(bool IsAgainst, string Numbers, string? Before, string? Verb)
{
    private static readonly HashSet<string> Against = new(
        """
        not no never without neither nor none nothing don't doesn't didn't isn't aren't can't cannot won't dislike dislikes disliked hate hates hated detest detests loathe
        loathes avoid avoids avoided refuse refuses reject rejects against unable rarely seldom hardly bad terrible distrust distrusts bored hateful afraid scared allergic intolerant
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Verbs =
        ((string[])["is", "has", "owns", .. Tastes]).ToDictionary(v => v, v => v switch { "is" => "being", "has" or "owns" => "having", _ => "taste" }, StringComparer.Ordinal);

    private static IEnumerable<string> Tastes => ["likes", "loves", "enjoys", "prefers", "adores", "hates", "dislikes", "detests", "loathes", "wants"];

    /// <summary>Whether both may say the same, if everything else in them does.</summary>
    public bool Agrees(SameSense other) =>
        IsAgainst == other.IsAgainst && Numbers == other.Numbers && Before == other.Before && (Verb is null || other.Verb is null || Verb == other.Verb);

    public static SameSense Of(string sentence)
    {
        var text = sentence.Replace('\u2019', '\'');
        var words = text.ToLowerInvariant().Split([' ', ',', '.', '!'], StringSplitOptions.RemoveEmptyEntries);
        var between = Between().Match(text);
        return new(
            words.Any(Against.Contains),
            string.Join(' ', Words.Of(text).Where(w => w.Any(char.IsDigit)).Order(StringComparer.Ordinal)),
            between.Success ? string.Join(' ', Stems.Of(AfterVerb().Replace(text[..between.Index], "")).Order(StringComparer.Ordinal)) : null,
            words.Length > 2 ? Verbs.GetValueOrDefault(words[2]) : null);
    }

    [GeneratedRegex(@"\A\w+ \S+ \w+")]
    private static partial Regex AfterVerb();

    [GeneratedRegex(@"\b(?:over|than|rather than|instead of)\b|(?<=\b(?:prefers?|from)\b.*)\bto\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
