using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>Answers by chance, the same for the same prompt.</summary>
internal sealed class RandomChatClient(MessageTokens tokens) : EmbeddedChatClient(tokens)
{
    protected override string Answer(IReadOnlyList<ChatMessage> prompt)
    {
        if (ReadStep.From(prompt) is { } step) return step.Nothing;
        var question = ReadQuestion.From(prompt);
        var random = new KeyedRandom(0, PromptHash.Of(prompt));
        if (question.Options.Count > 0) return question.Options[random.Next(question.Options.Count)].Label;
        if (question.AsksYesOrNo) return random.Next(2) == 0 ? "Yes" : "No";

        // For an open question, chance is a shuffle of the question's own words.
        return string.Join(' ', random.Shuffle(question.Question.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}
