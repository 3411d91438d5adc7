using Attune.Prompts;
using Attune.Questions;
using Attune.Tasks;

namespace Attune.Tests.Tasks;

public sealed class AnswerParserTests
{
    private static readonly Query Query = new()
    {
        Id = "q",
        PreferenceId = "p",
        Question = "Where should I stay?",
        Options = [.. "ABCD".Select(label => new Option { Label = label.ToString(), Text = $"Place {label}{label}" })],
        Answer = "A",
        TrueQuestion = "Would place AA suit me?",
        FalseQuestion = "Would place BB suit me?",
    };

    [Fact]
    public void A_multiple_choice_answer_is_a_label_as_shown()
    {
        var question = TaskQuestion.For(Query, TaskKind.MultipleChoice, seed: 3, PromptLibrary.Default).Single();

        AnswerParser.Parse(question, question.Shown.Single(o => o.Text == "Place AA").Text).Choice.ShouldBe(question.Expected);
    }

    [Fact]
    public void A_true_false_answer_is_yes_or_no() =>
        TaskQuestion.For(Query, TaskKind.TrueFalse, seed: 3, PromptLibrary.Default)
            .Select(q => (AnswerParser.Parse(q, "Yes.").Choice, q.Expected))
            .ShouldBe([("yes", "yes"), ("yes", "no")]);

    [Fact]
    public void An_open_answer_is_not_parsed()
    {
        var question = TaskQuestion.For(Query, TaskKind.OpenEnded, seed: 3, PromptLibrary.Default).Single();

        Should.Throw<ArgumentException>(() => AnswerParser.Parse(question, "B"));
    }
}
