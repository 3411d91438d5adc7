using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>
/// Finds what the user said on the matter, by BM25 over stems of the user's own turns, favouring turns that speak of liking or
/// aversion, and answers from it: takes the option that the found words are for, or builds an answer around them. Where it finds
/// nothing it answers like <see cref="GenericChatClient"/>.
/// </summary>
internal sealed class LexicalChatClient(MessageTokens tokens) : EmbeddedChatClient(tokens)
{
    private const int Remembered = 4;

    private static readonly HashSet<string> Asking =
        [.. Stems.Of("answer answering conversation earlier prefer preference example people person think thinking show showed fit fits good question user mind assistant respond response remember recall follow turns come closest help three consider use")];

    // A turn that states a liking or an aversion counts for this much more than one that only shares words with the question.
    private const double StatedBonus = 1.6;

    // What a statement beside the question weighs against the turns found for it.
    private const double StatedShare = 0.35;

    // What was stated without touching the question weighs as much of the weakest of what does, where the model is told to mind its user.
    private const double AsideShare = 0.25;

    protected override string Answer(IReadOnlyList<ChatMessage> prompt)
    {
        var memories = Memories(prompt);
        if (ReadStep.From(prompt) is { } step) return LexicalSteps.Take(step, memories);
        var question = ReadQuestion.From(prompt);
        memories.AddRange(question.Quoted.Select(q => new Memory(q)));
        var found = Find(question, memories);
        if (!question.AsksForThoughts) return (question.AsksForOpening ? Opening(found) : "") + Answer(question, found);

        // A second look, with the words of what the first one found.
        found = Find(question, memories, found.Take(2).SelectMany(f => Stems.Of(f.Memory.Text)));
        return $"{Thoughts(found)}\n\nAnswer:\n{Answer(question, found)}";
    }

    private static string Answer(ReadQuestion question, List<(Memory Memory, double Weight)> found)
    {
        if (found.Count == 0) return GenericChatClient.Answer(question);
        if (question.Options.Count > 0) return Choose(question, found);
        if (question.AsksYesOrNo) return Decide(question, found);

        // Whatever shares a word with the question is found; to say "you told me", somebody must have spoken for or against something.
        return found.Exists(f => f.Memory.Stance.IsStated) ? Advise(found) : GenericChatClient.Answer(question);
    }

    /// <summary>Whether a line beside the question says nothing of the user, and only how to answer.</summary>
    private static bool OnlyAsks(string text) => Stems.Of(text).All(Asking.Contains);

    /// <summary>The user's turns before the last one, which asks.</summary>
    private static List<Memory> Memories(IReadOnlyList<ChatMessage> prompt)
    {
        var last = prompt.Count - 1;
        while (last >= 0 && prompt[last].Role != ChatRole.User) last--;
        return [.. prompt.Take(Math.Max(last, 0)).Where(m => m.Role == ChatRole.User).Select(Memory.Of)];
    }

    /// <summary>
    /// What the user states beside the question, which is meant for it whatever words it uses, and the turns closest to both; the
    /// weights sum to 1. Told to mind its user, the model looks at single statements too, and at those that share no word with the question.
    /// </summary>
    private static List<(Memory Memory, double Weight)> Find(ReadQuestion question, List<Memory> turns, IEnumerable<string>? more = null)
    {
        // What is starred only says what follows from the rest.
        var stated = question.Said.Where(s => !s.StartsWith('*')).Select(s => new Memory(s.Trim(' ', '-', '"'))).Where(m => m.Stance.IsStated && !OnlyAsks(m.Text)).ToList();
        var statements = question.AsksForMe ? turns.SelectMany(t => t.Statements).ToList() : [];
        var asked = Stems.Of(question.Question)
            .Concat(question.Options.SelectMany(o => Stems.Of(o.Text)))
            .Concat(stated.SelectMany(m => Stems.Of(m.Text)))
            .Concat(more ?? []);
        List<Memory> memories = [.. turns, .. statements];
        var scores = Memory.Score(memories, asked);
        var ranked = memories
            .Select((memory, i) => (Memory: memory, Score: scores[i] * (memory.Stance.IsStated ? StatedBonus : 1)))
            .Where(m => m.Score > 0)
            .OrderByDescending(m => m.Score)
            .DistinctBy(m => m.Memory.Text)
            .Take(Remembered)
            .ToList();
        var aside = ranked.Count > 0 ? ranked[^1].Score * AsideShare : 1;
        ranked.AddRange(statements.Except(ranked.Select(r => r.Memory)).Reverse().OrderByDescending(s => s.Stance.Strength).Take(Remembered - ranked.Count).Select(s => (s, aside)));
        var share = (stated.Count > 0 ? 1 - StatedShare : 1) / ranked.Sum(m => m.Score);
        return [.. stated.Select(m => (m, StatedShare / stated.Count)), .. ranked.Select(m => (m.Memory, m.Score * share))];
    }

    private static string Thoughts(List<(Memory Memory, double Weight)> found) => found.Count == 0
        ? "Our conversation shows nothing that bears on this."
        : "What our conversation shows that bears on this:\n" + string.Join('\n', found.Select(f => $"- You said: {Shorten(f.Memory.Text)}"));

    private static string Opening(List<(Memory Memory, double Weight)> found) =>
        found.Count == 0 ? "" : $"Given your words \"{Shorten(found[0].Memory.Text)}\":\n";

    private static string Choose(ReadQuestion question, List<(Memory Memory, double Weight)> found)
    {
        var shared = question.Options.SelectMany(o => Stems.Of(o.Text).Distinct()).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        var scored = question.Options.Select(o => (Option: o, Score: Sympathy(o.Text, found, shared))).ToList();
        return scored.All(s => s.Score == scored[0].Score) ? GenericChatClient.Answer(question) : scored.MaxBy(s => s.Score).Option.Label;
    }

    private static string Decide(ReadQuestion question, List<(Memory Memory, double Weight)> found)
    {
        // Only what the last sentence puts forward is at issue; the words of the question before it are common to yes and no.
        var sentences = question.Question.Split(['.', '?', '!'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var asked = Stems.Of(string.Join(' ', sentences.SkipLast(1))).Distinct().ToDictionary(s => s, _ => 4);
        var sympathy = Sympathy(sentences.Length > 0 ? sentences[^1] : question.Question, found, asked);

        // Nothing said for or against it: somebody who only spoke against things takes it, somebody who wants certain things does not.
        return sympathy > 0 || (sympathy == 0 && found[0].Memory.Stance.IsAversion) ? "Yes" : "No";
    }

    /// <summary>How far the found words are for a text: words that the options share say little, and what the text itself shuns counts the other way.</summary>
    private static double Sympathy(string text, List<(Memory Memory, double Weight)> found, IReadOnlyDictionary<string, int> shared)
    {
        var own = Stance.Of(text).Weights;
        return Stems.Of(text).Distinct().Sum(stem =>
            (own.GetValueOrDefault(stem) < 0 ? -1 : 1)
            * found.Sum(f => f.Weight * f.Memory.Stance.Weights.GetValueOrDefault(stem))
            / Math.Max(shared.GetValueOrDefault(stem, 1), 1));
    }

    private static string Advise(List<(Memory Memory, double Weight)> found)
    {
        var closest = found[0].Memory;
        var liked = found.SelectMany(f => f.Memory.Stance.For).Distinct(StringComparer.Ordinal).Take(3).ToList();
        var unwanted = closest.Stance.Against.Take(1).ToList();
        var lines = new List<string> { $"You told me: \"{Shorten(closest.Text)}\" So I would start from that." };
        lines.AddRange(liked.Select((clause, i) => $"{i + 1}. Go for what fits this: {Shorten(clause).TrimEnd('.')}."));
        if (unwanted.Count > 0) lines.Add($"I would steer clear of what you spoke against: {Shorten(unwanted[0]).TrimEnd('.')}.");
        lines.Add("Compare two or three that fit by price and time, and keep the second-best in reserve.");
        return string.Join('\n', lines);
    }

    private static string Shorten(string text)
    {
        const int longest = 240;
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, line.LastIndexOf(' ', longest)), "...");
    }
}
