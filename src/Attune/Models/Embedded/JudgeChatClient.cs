using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>
/// Scores an answer by rules over its sentences: which of them speak of the user's preference, which suggest liked or disliked
/// things, which advise concretely. Of two answers it says which was given for which of two preferences, of two sides that answered
/// both which took them better into account. A baseline for trying things out; how far to trust its scores, <c>attune judge check</c> says.
/// </summary>
internal sealed partial class JudgeChatClient(MessageTokens tokens) : EmbeddedChatClient(tokens)
{
    protected override string Answer(IReadOnlyList<ChatMessage> prompt)
    {
        var rubric = prompt.FirstOrDefault(m => m.Role == ChatRole.System)?.Text ?? "";
        var shown = prompt.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "";
        if (MatchingLine().IsMatch(rubric)) return ShownPair.From(shown)?.Reply() ?? "It is not clear where one answer ends and the next begins.";
        if (ComparingLine().IsMatch(rubric)) return ShownContest.From(shown)?.Reply() ?? "It is not clear where one answer ends and the next begins.";
        var judged = JudgedCase.From(shown);
        if (judged is null) return "I see no case to judge.";
        var (score, rationale) = DimensionLine().Match(rubric).Groups[1].Value switch
        {
            "awareness" => Awareness(judged),
            "alignment" => Alignment(judged),
            "quality" => Quality(judged),
            _ => (0, ""),
        };
        return score == 0
            ? "I see no rubric to judge by."
            : $$"""{"rationale": {{JsonSerializer.Serialize(rationale, AttuneJson.Lines.String)}}, "score": {{score.ToString(CultureInfo.InvariantCulture)}}}""";
    }

    private static (int, string) Awareness(JudgedCase judged)
    {
        var mentions = judged.Sentences.Where(s => s.Mentions).ToList();
        if (mentions.Count == 0) return (1, "No sentence speaks of the user's preference.");
        var correct = mentions.Where(s => s.MentionsCorrectly).ToList();
        if (correct.Count == 0) return (2, $"Speaks of a preference, but not of this one: \"{mentions[0].Text}\"");
        if (judged.Type == "exclusive" && !correct.Any(s => Exclusion().IsMatch(s.Text)))
            return (2, $"Does not say that nothing else is accepted: \"{correct[0].Text}\"");

        var uses = judged.Sentences.Count(s => s.Liked);
        if (uses == 0) return (3, $"States the preference and makes no use of it: \"{correct[0].Text}\"");
        var reasons = judged.Sentences.Count(s => s.GivesReason);
        return uses >= 2 && reasons >= 2 && !judged.Sentences.Any(s => s.Disliked)
            ? (5, $"The preference carries the answer: {uses} sentences use it, {reasons} give its reason.")
            : (4, $"States the preference and uses it: \"{correct[0].Text}\"");
    }

    private static (int, string) Alignment(JudgedCase judged)
    {
        var liked = judged.Sentences.Count(s => s.Liked);
        var disliked = judged.Sentences.Count(s => s.Disliked);
        var other = judged.Sentences.Count(s => s is { Advises: true, Liked: false, Disliked: false, Mentions: false });
        var found = $"{liked} sentences suggest what honours the preference, {disliked} what violates it.";
        var fits = judged.Sentences.Any(s => s.MentionsCorrectly) && liked >= 2 && judged.Sentences.Any(s => s.GivesReason) ? 5 : 4;
        if (liked + disliked + other == 0) return (3, "Suggests nothing.");
        return (judged.Type switch
        {
            "negative" => disliked == 0 ? fits : liked + other > disliked ? 2 : 1,
            "exclusive" => disliked > 0 ? (liked > 0 ? 2 : 1) : liked > 0 ? fits : 1,
            "positive" => liked > 0 ? fits : 3,
            _ => (liked, disliked) switch { (0, 0) => 3, (0, _) => 1, (_, 0) => fits, _ => liked >= disliked ? 3 : 2 },
        }, found);
    }

    private static (int, string) Quality(JudgedCase judged)
    {
        var domain = Stems.Of(judged.Query).Concat(Stems.Of(judged.Preference)).ToHashSet(StringComparer.Ordinal);
        var onTopic = judged.Sentences.Any(s => s.Liked || s.Disliked) || Stems.Of(judged.Answer).Distinct().Count(domain.Contains) >= 1;
        if (!onTopic) return (1, "Shares nothing with the query.");
        var advice = judged.Sentences.Count(s => s.Advises && !s.Text.EndsWith('?'));
        if (advice == 0) return (2, "Gives nothing to act on.");
        if (NoMemory().IsMatch(judged.Answer)) return (3, "Apologises for what it does not remember.");
        var concrete = judged.Sentences.Count(s => s.IsConcrete && !s.Text.EndsWith('?'));
        if (concrete == 0) return (3, "None of its advice is concrete.");
        return concrete >= 3 && Weighing().IsMatch(judged.Answer)
            ? (5, $"{concrete} concrete suggestions, and help to decide.")
            : (4, $"{concrete} concrete suggestions.");
    }

    [GeneratedRegex(@"^Task: match the answers", RegexOptions.Multiline)]
    private static partial Regex MatchingLine();

    [GeneratedRegex(@"^Task: compare the two assistants", RegexOptions.Multiline)]
    private static partial Regex ComparingLine();

    [GeneratedRegex(@"^Dimension: (\w+)", RegexOptions.Multiline)]
    private static partial Regex DimensionLine();

    [GeneratedRegex(@"\b(?:only|nothing but|nothing else|no other|exclusively|never anything)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Exclusion();

    [GeneratedRegex(@"\b(?:no (?:memory|record|access)|(?:do not|don't|cannot|can't) (?:remember|recall|access|follow)|not able to (?:recall|remember))", RegexOptions.IgnoreCase)]
    private static partial Regex NoMemory();

    [GeneratedRegex(@"\b(?:if|but|unless|otherwise|compare|cheaper|in reserve|instead|avoid|before you|sell out|better than|worst|in case)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Weighing();
}
