using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>Answers from the question alone: the option most like the others, an agreeable yes, advice that fits anybody.</summary>
internal sealed class GenericChatClient(MessageTokens tokens) : EmbeddedChatClient(tokens)
{
    protected override string Answer(IReadOnlyList<ChatMessage> prompt) =>
        ReadStep.From(prompt)?.Nothing ?? Answer(ReadQuestion.From(prompt));

    public static string Answer(ReadQuestion question)
    {
        if (question.Options.Count > 0) return MostTypical(question).Label;
        return question.AsksYesOrNo ? "Yes" : Advice(question.Question);
    }

    /// <summary>The option that shares the most words with the question and the other options; the first of equals.</summary>
    private static Questions.Option MostTypical(ReadQuestion question)
    {
        var words = question.Options.Select(o => Stems.Of(o.Text).ToHashSet(StringComparer.Ordinal)).ToList();
        var asked = Stems.Of(question.Question).ToHashSet(StringComparer.Ordinal);
        var shared = words.Select((own, i) => own.Count(w => asked.Contains(w) || words.Where((_, j) => j != i).Any(other => other.Contains(w))));
        return question.Options.Zip(shared).MaxBy(o => o.Second).First;
    }

    private static string Advice(string question)
    {
        var about = string.Join(" and ", Stems.Content(question).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Take(2));
        return $"""
            There are several good ways to go about {about}. Here are a few ideas:
            1. Start with the most popular choice for {about}; it is popular for a reason and easy to find.
            2. Compare two or three alternatives by price, time and reviews before you settle.
            3. Ask somebody nearby who has done it lately what they would do again.
            Set aside a budget, decide by the end of the week, and keep the second-best choice in reserve.
            """.ReplaceLineEndings("\n");
    }
}
