using Attune.Questions;

namespace Attune.Tasks;

/// <summary>Reads which option an answer chooses. The plainest kind of statement decides; if statements disagree, the answer is invalid.</summary>
internal static class ChoiceParser
{
    public static ParsedAnswer Parse(string answer, IReadOnlyList<Option> shown)
    {
        var parts = AnswerText.Parts(answer);
        var choices = parts.Select(part => Choice(OptionTexts.Marked(part, shown))).Distinct().ToList();
        if (choices is [{ } label]) return shown.Any(o => o.Label == label) ? new(label, false) : ParsedAnswer.Invalid;
        return choices.Count == 1 && parts.Any(AnswerText.IsRefusal) ? ParsedAnswer.Refusal : ParsedAnswer.Invalid;
    }

    private static string? Choice(string text) =>
        ChoiceStatements.LetterAlone(text) ?? (OptionTexts.AreMixedUp(text) ? null : Statement.Decide(ChoiceStatements.In(text)));
}
