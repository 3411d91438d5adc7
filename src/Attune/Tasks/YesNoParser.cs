namespace Attune.Tasks;

/// <summary>Reads whether an answer says yes or no. The plainest kind of statement decides; if statements disagree, the answer is invalid.</summary>
internal static class YesNoParser
{
    public static ParsedAnswer Parse(string answer)
    {
        var parts = AnswerText.Parts(answer);
        var meanings = parts.Select(part => Statement.Decide(YesNoStatements.In(part))).Distinct().ToList();
        if (meanings is [{ } meaning]) return new(meaning, false);
        return meanings.Count == 1 && parts.Any(AnswerText.IsRefusal) ? ParsedAnswer.Refusal : ParsedAnswer.Invalid;
    }
}
