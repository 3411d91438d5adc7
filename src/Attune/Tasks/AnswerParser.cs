namespace Attune.Tasks;

/// <summary>Reads a model's answer to a classification task as models really write it.</summary>
public static class AnswerParser
{
    /// <summary>The choice that the answer makes; unclear means invalid, never a guess.</summary>
    /// <param name="question">What was asked; not an open question.</param>
    /// <param name="answer">The model's whole answer, reasoning included.</param>
    public static ParsedAnswer Parse(TaskQuestion question, string answer) => question.Task switch
    {
        TaskKind.MultipleChoice => ChoiceParser.Parse(answer, question.Shown),
        TaskKind.TrueFalse => YesNoParser.Parse(answer),
        _ => throw new ArgumentException("An open answer is judged, not parsed.", nameof(question)),
    };
}
