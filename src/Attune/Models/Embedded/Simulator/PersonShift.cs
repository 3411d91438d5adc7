using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator;

/// <summary>A statement about a user, as others say it: "The user works as a nurse." becomes "I work as a nurse", "you work as a nurse", "people who work as a nurse".</summary>
internal sealed partial class PersonShift
{
    private const int LongestQuoted = 240;

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.OrdinalIgnoreCase)
    {
        ["is"] = "am",
        ["has"] = "have",
        ["does"] = "do",
        ["goes"] = "go",
        ["was"] = "was",
        ["isn't"] = "am not",
        ["doesn't"] = "don't",
        ["hasn't"] = "haven't",
    };

    /// <summary>Verbs that are known as such after "and".</summary>
    private static readonly HashSet<string> Verbs = new(
        """
        act ask avoid bake bathe be block breathe breed brew bring build buy care carry carve chat check choose climb collect come comfort commute cook copy count cover crave cross cycle dance
        design dislike do drag drift draw drink drive earn eat enjoy expect farm favour find finish fish fly follow gather get give glaze go grow handle hate have hear help hike hitchhike hum hunt
        hold invest join keep knit know laugh lead learn lie lift light like listen live look love make manage meet mix move need order own paint pay photograph pitch plan play practise prefer program
        put raid raise read rent repair repeat rest restore ride run save say script sell serve sew share shop sing sit sketch skip sleep solve speak spend spray start stay struggle study suffer swim
        take talk teach tell think throw tour train travel try use visit volunteer wait wake walk want warm watch wear work write write
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    private PersonShift(string predicate) => Base = predicate;

    /// <summary>As after "I", without it.</summary>
    public string Base { get; }

    /// <summary>With the subject.</summary>
    public string FirstPerson => Base.StartsWith("am ", StringComparison.Ordinal) ? $"I'm{Base[2..]}" : $"I {Base}";

    /// <summary>As after "you".</summary>
    public string You => Other(Base, "are", "your", "you", "yourself");

    /// <summary>As after "people who".</summary>
    public string People => Other(Base, "are", "their", "them", "themselves");

    /// <summary>How a statement is said; one that is not about "the user" is quoted as it is.</summary>
    public static PersonShift Of(string statement)
    {
        var text = Plain(statement);
        if (Possessive().Match(text) is { Success: true } own) return new($"find that my {Mine(own.Groups[1].Value)}");
        if (About().Match(text) is { Success: true } about && First(about.Groups["verb"].Value) is { } verb)
            return new(Mine($"{about.Groups["adverb"].Value}{verb}{Coordinated(about.Groups["rest"].Value)}").Trim());
        return new($"put it like this: {Mine(text)}");
    }

    /// <summary>One line without its end, of a length that somebody would say.</summary>
    private static string Plain(string statement)
    {
        var line = White().Replace(statement, " ").Trim().TrimEnd('.', '!', '?', ' ');
        return line.Length <= LongestQuoted ? line : line[..Math.Max(line.LastIndexOf(' ', LongestQuoted), 1)];
    }

    /// <summary>The verb as after "I"; null where the word is none.</summary>
    private static string? First(string verb)
    {
        if (Irregular.TryGetValue(verb, out var known)) return known;
        if (Modal().IsMatch(verb)) return verb.ToLowerInvariant();
        if (!verb.EndsWith('s') || verb.EndsWith("ss", StringComparison.Ordinal)) return null;
        var lower = verb.ToLowerInvariant();
        if (lower.EndsWith("ies", StringComparison.Ordinal) && lower.Length > 4) return lower[..^3] + "y";
        return Sibilant().IsMatch(lower) ? lower[..^2] : lower[..^1];
    }

    private static string Coordinated(string rest) => Joined().Replace(rest, m =>
        First(m.Groups["verb"].Value) is { } verb && (Verbs.Contains(verb) || Irregular.ContainsKey(m.Groups["verb"].Value)) ? m.Groups["lead"].Value + verb : m.Value);

    private static string Mine(string text) => Their().Replace(TheyAre().Replace(text, "I am"), m => m.Value.ToLowerInvariant() switch
    {
        "their" => "my",
        "them" => "me",
        "they" => "I",
        "themselves" => "myself",
        _ => "mine",
    });

    private static string Other(string text, string are, string your, string you, string yourself) => My().Replace(text, m => m.Value switch
    {
        "am" => are,
        "my" => your,
        "me" or "I" => you,
        "mine" => your + "s",
        _ => yourself,
    });

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex White();

    [GeneratedRegex(@"^the user's (.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Possessive();

    [GeneratedRegex(@"^(?:the user |(?=\p{Lu}\w+s\b))(?<adverb>(?:(?:also|usually|often|always|never|rarely|really|sometimes|strongly|generally|mostly|especially|only|just|currently|now|still|regularly|typically) )*)(?<verb>[\w']+)(?<rest>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex About();

    [GeneratedRegex(@"^(?:can|could|would|should|will|must|might|may|cannot|had|did|used|lived|grew)$", RegexOptions.IgnoreCase)]
    private static partial Regex Modal();

    [GeneratedRegex(@"(?:sh|ch|x|z|ss|o)es$")]
    private static partial Regex Sibilant();

    [GeneratedRegex(@"(?<lead>\b(?:and|or|but|then|who)(?: (?:also|usually|often|always|never|rarely|really|only|just|then|now))? |, )(?<verb>[a-z']+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(@"\bthey(?: a|')re\b", RegexOptions.IgnoreCase)]
    private static partial Regex TheyAre();

    [GeneratedRegex(@"\b(?:their|them|they|themselves|theirs)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Their();

    [GeneratedRegex(@"\b(?:am|my|me|I|mine|myself)\b")]
    private static partial Regex My();
}
