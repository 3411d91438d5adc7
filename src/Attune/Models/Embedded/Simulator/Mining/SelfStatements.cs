using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>What a clause says of the one who says it: who they are, what they have, do, like and reject, as a sentence about the user.</summary>
internal static partial class SelfStatements
{
    private const string User = "The user ";

    private static readonly SelfWords Words = Bank.SelfWords;
    private static readonly HashSet<string> Likings = SelfWords.Of(Words.Likings);
    private static readonly HashSet<string> Doings = SelfWords.Of(Words.Doings);
    private static readonly HashSet<string> Declined = SelfWords.Of(Words.Declined);
    private static readonly HashSet<string> Habits = SelfWords.Of(Words.Habits);
    private static readonly HashSet<string> Fillers = SelfWords.Of(Words.Fillers);
    private static readonly HashSet<string> States = SelfWords.Of(Words.States);
    private static readonly HashSet<string> Kin = SelfWords.Of(Words.Kin);
    private static readonly HashSet<string> OwnedKin = SelfWords.Of(Words.OwnedKin);
    private static readonly HashSet<string> NotMeant = SelfWords.Of(Words.NotMeant);
    private static readonly HashSet<string> NotA = SelfWords.Of(Words.NotA);
    private static readonly string[] LikingPhrases = [.. SelfWords.Phrases(Words.Likings).Where(p => p.Contains(' ', StringComparison.Ordinal))];
    private static readonly string[] Tendencies = SelfWords.Phrases(Words.Tendencies);

    /// <summary>Null where the clause says nothing that lasts.</summary>
    public static string? In(string clause)
    {
        var said = Being(clause) ?? Having(clause) ?? Belonging(clause) ?? Declining(clause) ?? Doing(clause) ?? Favourite(clause);
        return said is null ? null : User + said + ".";
    }

    private static string? Being(string clause)
    {
        if (As().Match(clause) is { Success: true } role && Noun(role.Groups["what"].Value) is { } what) return $"is {role.Groups["a"].Value.ToLowerInvariant()} {what}";
        if (Am().Match(clause) is not { Success: true } am) return null;
        var (not, rest) = (am.Groups["not"].Success, am.Groups["rest"].Value);
        if (Age().Match(rest) is { Success: true } age && !not) return $"is {age.Groups[1].Value.ToLowerInvariant()} years old";
        if (Fan().Match(rest) is { Success: true } fan) return Object(fan.Groups[1].Value) is { } of ? (not ? "is not a fan of " : "is a fan of ") + of : null;
        var is_ = not ? "is not " : "is ";
        if (Article().Match(rest) is { Success: true } article) return Noun(article.Groups["what"].Value) is { } noun ? $"{is_}{article.Groups["a"].Value.ToLowerInvariant()} {noun}" : null;
        var bare = Degree().Replace(rest, "");
        if (Tendencies.FirstOrDefault(t => Begins(bare, t)) is { } tendency)
            return !Open().IsMatch(tendency) ? is_ + tendency : StatementEnd.Trim(bare) is { } whole && whole.Length > tendency.Length ? is_ + ThirdPerson.Pronoun(whole) : null;
        return States.TryGetValue(FirstWord(bare), out var state) ? is_ + state : null;
    }

    private static string? Having(string clause)
    {
        if (Have().Match(clause) is not { Success: true } have || StatementEnd.Trim(have.Groups["what"].Value) is not { } what) return null;
        var words = what.Split(' ');
        var kin = Array.FindIndex(words, w => Kin.Contains(w));
        return kin is >= 0 and <= 4 ? $"has {string.Join(' ', words.Take(kin + 1))}" : null;
    }

    private static string? Belonging(string clause) =>
        My().Match(clause) is { Success: true } my && OwnedKin.Contains(my.Groups[1].Value)
            ? $"has {(my.Groups[1].Value.EndsWith('s') || my.Groups[1].Value == "children" ? "" : "a ")}{my.Groups[1].Value.ToLowerInvariant()}"
            : null;

    private static string? Favourite(string clause) =>
        Favourites().Match(clause) is { Success: true } favourite && Object(favourite.Groups[2].Value) is { } what ? $"likes {what} best of all {favourite.Groups[1].Value.ToLowerInvariant()}" : null;

    private static string? Declining(string clause)
    {
        if (Not().Match(clause) is not { Success: true } not || !Declined.Contains(not.Groups["verb"].Value)) return null;
        var verb = not.Groups["verb"].Value.ToLowerInvariant();
        if (Object(not.Groups["rest"].Value) is not { Length: > 0 } what) return null;
        return (not.Groups["not"].Value.StartsWith("ca", StringComparison.OrdinalIgnoreCase) ? "cannot " : "does not ") + verb + ' ' + what;
    }

    private static string? Doing(string clause)
    {
        if (Rather().Match(clause) is { Success: true } rather) return Object(rather.Groups[1].Value) is { } sooner ? "would rather " + sooner : null;
        if (Self().Match(clause) is not { Success: true } self) return null;
        var words = self.Groups["rest"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        words.RemoveAll(w => Fillers.Contains(w) && words.IndexOf(w) < 2);
        var habit = words.Count > 0 && Habits.Contains(words[0]) ? words[0].ToLowerInvariant() + ' ' : "";
        if (habit.Length > 0) words.RemoveAt(0);
        var said = string.Join(' ', words.SkipWhile(Fillers.Contains));
        if (LikingPhrases.FirstOrDefault(p => Begins(said, p)) is { } phrase)
            return StatementEnd.Trim(said[phrase.Length..]) is { } more ? ThirdPerson.Pronoun($"{habit}{ThirdPerson.Verb(FirstWord(phrase))}{phrase[FirstWord(phrase).Length..]} {more}").TrimEnd() : null;
        var verb = FirstWord(said);
        if (verb.Length == 0 || Object(said[verb.Length..]) is not { Length: > 0 } rest) return null;
        var lasts = Likings.Contains(verb) || Doings.Contains(verb) && (habit.Length > 0 || Habitual().IsMatch(rest));
        return lasts ? habit + ThirdPerson.Verb(verb) + ' ' + rest : null;
    }

    /// <summary>What is liked, done or feared; null where it is nothing that can be understood without the chat.</summary>
    private static string? Object(string rest)
    {
        if (StatementEnd.Trim(rest) is not { } what) return null;
        var words = what.Split(' ');
        if (NotMeant.Contains(words[0]) || words.Length > 1 && NotMeant.Contains($"{words[0]}-{words[1]}")) return null;
        return ThirdPerson.Pronoun(what);
    }

    private static string? Noun(string rest) => StatementEnd.Trim(rest) is { Length: > 1 } noun && !NotA.Contains(FirstWord(noun)) ? ThirdPerson.Pronoun(noun) : null;

    private static bool Begins(string text, string phrase) =>
        text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && (text.Length == phrase.Length || !char.IsLetter(text[phrase.Length]));

    private static string FirstWord(string text) => FirstOf().Match(text).Value;

    [GeneratedRegex(@"\A[\w'-]+")]
    private static partial Regex FirstOf();

    [GeneratedRegex(@"\A(?:i'm|im|i am|being|i've\s+been(?=\s+an?\s.+\sfor\s))\s+(?<not>not\s+)?(?<rest>.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Am();

    [GeneratedRegex(@"\A(?:as|i work as|i'm working as)\s+(?<a>an?)\s+(?<what>[^,]+?)(?:,.*)?\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex As();

    [GeneratedRegex(@"\A(?<a>an?)\s+(?<what>.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Article();

    [GeneratedRegex(@"\A(\d{1,2}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|(?:four|six|seven|eigh|nine)teen|thirteen|fifteen)\b(?:\s+years?\s+old)?(?=\s*(?:\z|,|and\b|years))", RegexOptions.IgnoreCase)]
    private static partial Regex Age();

    [GeneratedRegex(@"\A(?:(?:a|the)\s+)?(?:(?:big|huge|great|biggest|massive)\s+)?fan\s+of\s+(.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Fan();

    [GeneratedRegex(@"\A(?:(?:rather|quite|very|really|pretty|a bit|a little|extremely|totally|fully|so|also|both|a lifelong|strictly|just|actually)\s+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Degree();

    [GeneratedRegex(@"\A(?:i|we)(?:\s+have|'ve\s+got|\s+have\s+got)\s+(?<what>(?:an?|two|three|four|five|six|\d+|some)\s+.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Have();

    // Says nothing without what follows.
    [GeneratedRegex(@"(?:\b(?:to|in|from|of|at|on|for|by|with|about)|into|learning|studying)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Open();

    [GeneratedRegex(@"\Ai(?:'d|\s+would)\s+rather\s+(.+\sthan\s.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Rather();

    [GeneratedRegex(@"\A(?:my|our)\s+(\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex My();

    [GeneratedRegex(@"\Amy\s+favou?rite\s+(\w+)\s+(?:is|are)\s+(.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Favourites();

    [GeneratedRegex(@"\Ai\s+(?:(?:really|just|simply|absolutely|also|still)\s+)?(?<not>do\s+not|don't|dont|cannot|can\s+not|can't|cant)\s+(?:(?:really|even|ever)\s+)?(?<verb>\w+)\s+(?<rest>.+)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Not();

    [GeneratedRegex(@"\A(?:i|we(?=\s+live\b))\s+(?<rest>[\s\S]+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Self();

    [GeneratedRegex(@"\b(?:every|each|daily|weekly|all day|at weekends|on weekends|twice|once a|most (?:nights|days|mornings|evenings)|by myself|for everything|in the mornings?|in the evenings?|after midnight|across)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Habitual();
}
