using System.Text.RegularExpressions;

namespace Attune.Models.Embedded;

/// <summary>
/// What a speaker is for and against, read off clauses: words of liking and aversion, and the contrasts "rather than", "over",
/// "instead of" that turn what follows them. A mechanism, not understanding: irony escapes it.
/// </summary>
internal sealed partial class Stance
{
    private const double Mentioned = 0.3;

    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly List<(string Text, double Weight)> _clauses = [];

    private Stance(string text)
    {
        foreach (var sentence in SentenceEnd().Split(text)) ReadSentence(sentence);
    }

    /// <summary>True where the text speaks of liking or aversion at all.</summary>
    public bool IsStated { get; private set; }

    /// <summary>How many clauses speak of liking or aversion.</summary>
    public int Strength => _clauses.Count(c => Math.Abs(c.Weight) >= 1);

    /// <summary>True where the text is against something and for nothing.</summary>
    public bool IsAversion => _clauses.Any(c => c.Weight <= -1) && !_clauses.Any(c => c.Weight >= 1);

    /// <summary>The clauses that are for something, strongest first.</summary>
    public IEnumerable<string> For => _clauses.Where(c => c.Weight > 0).OrderByDescending(c => c.Weight).Select(c => c.Text);

    /// <summary>The clauses that are against something.</summary>
    public IEnumerable<string> Against => _clauses.Where(c => c.Weight < 0).Select(c => c.Text);

    /// <summary>Each content word's stem, above 0 for what the text is for, below for what it is against; about 0.3 for what it merely mentions.</summary>
    public IReadOnlyDictionary<string, double> Weights => _weights;

    public static Stance Of(string text) => new(text.Replace('\u2019', '\''));

    private void ReadSentence(string sentence)
    {
        var before = Mentioned;
        foreach (Match match in Clause().Matches(sentence))
        {
            var (lead, clause) = (match.Groups["lead"].Value, match.Groups["clause"].Value);
            if (clause.Length == 0) continue;
            var weight = Weigh(lead, clause, before);
            foreach (var stem in Stems.Of(clause))
                if (Math.Abs(weight) >= Math.Abs(_weights.GetValueOrDefault(stem))) _weights[stem] = weight;
            _clauses.Add((clause.Trim(' ', ',', ':', '-', '"'), weight));
            before = Turns().IsMatch(lead) ? Mentioned : weight;
        }
    }

    private double Weigh(string lead, string clause, double before)
    {
        var against = Aversion().Count(clause);
        var liking = Liking().Count(clause);
        if (against + liking > 0) IsStated = true;
        if (Contrast().IsMatch(lead))
        {
            IsStated = true;
            return before < 0 ? 1 : -1;
        }

        if (against > 0) return -1;
        if (liking > 0) return 1;
        return Turns().IsMatch(lead) ? Mentioned : Math.Clamp(before, -0.6, 0.6);
    }

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+|;\s*")]
    private static partial Regex SentenceEnd();

    // A clause and what leads into it.
    [GeneratedRegex(
        @"(?<lead>^|,\s*(?:but|and|while|whereas|not|though|although|so|because|as|or)?\b|\b(?:rather than|instead of|over|than|unlike|as opposed to|away from|free of|without|but|however|though|although|whereas|yet|because|so that)\b|\s[-\u2013\u2014]+\s|:\s)(?<clause>.*?)(?=,|\b(?:rather than|instead of|over|than|unlike|as opposed to|away from|free of|without|but|however|though|although|whereas|yet|because|so that)\b|\s[-\u2013\u2014]+\s|:\s|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\b(?:rather than|instead of|over|than|unlike|as opposed to|away from|free of|without|not)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Contrast();

    [GeneratedRegex(@"\b(?:but|however|though|although|whereas|while|yet|because|so)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Turns();

    [GeneratedRegex(
        @"\b(?:avoid\w*|never|not|no|nobody|nor|hat(?:e|es|ed)|dislik\w*|detest\w*|loath\w*|refus\w*|reject\w*|declin\w*|skip\w*|bor(?:ed|ing)|dull|tedious|worse|worst|awful|annoy\w*|dread\w*|drain\w*|miserable|tired|fed up|turn(?:s|ed)? down|put(?:s)? me off|sick of|steer clear|keep away|stay away|can't|won't|don't|doesn't|didn't|wouldn't|couldn't|isn't|wasn't|hopeless|unbearable|regret\w*|flinch\w*|jolt\w*|ruin\w*|spoil\w*|gave up|walked out)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Aversion();

    [GeneratedRegex(
        @"\b(?:prefer|prefers|preferred|lov(?:e|es|ed)|lik(?:e|es|ed)|enjoy\w*|favou?rite|ador\w*|best|happi\w*|happy|great|wonderful|perfect|delight\w*|glad|bliss|heaven|thrill\w*|always|only|fond|charm\w*|fun|I'd rather|would rather|keen|smil\w*|grinn\w*|laugh\w*|felt alive|treat|at home|the one|drawn|accepts?|swear by|hooked)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Liking();
}
