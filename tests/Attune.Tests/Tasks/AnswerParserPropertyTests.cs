using System.Text.RegularExpressions;
using Attune.Questions;
using Attune.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Tasks;

public sealed partial class AnswerParserPropertyTests
{
    private static readonly Option[] Shown = [.. "ABCD".Select(label => new Option { Label = label.ToString(), Text = $"The {label}{label}{label} thing" })];

    private static readonly string[] ChoiceFrames =
    [
        "{0}", "{0}.", "({0})", "**{0}**", "Option {0}", "Answer: {0}", "The answer is {0}.", "Final answer: **{0}**", "I'd go with {0} because it fits.",
        "<think>A, B, C or D?</think>{0}", "```json\n{{\"answer\": \"{0}\"}}\n```", "\\boxed{{{0}}}", "<answer>{0}</answer>", "{0}. The {0}{0}{0} thing",
        "The {0}{0}{0} thing", "{0} is the best choice for you.", "You like calm, so {0}.",
    ];

    private static readonly string[] YesNoFrames =
    [
        "{0}", "{0}.", "**{0}**", "Answer: {0}", "The answer is {0}.", "{0}, because you told me.", "<think>yes or no?</think>{0}",
        "{{\"answer\": \"{0}\"}}", "<answer>{0}</answer>", "I'd say {0}.", "You like calm, so {0}.",
    ];

    // The words that answers are made of, so that many of the random texts come close to saying something.
    private static readonly Gen<string> Scraps = Gen.Elements(
        "answer", "is", "the", "best", "I'd", "go with", "choose", "option", "yes", "no", "not", "but", "wait", "actually", "final", "A", "B", "c", "I", "a",
        "<think>", "</think>", "{", "}", "\"answer\":", "\\boxed{", "<answer>", ":", ",", ".", "?", "\n", "\r\n", "*", "**", "(", ")", "-", "\ud800", "\u0412", "or");

    private static readonly Arbitrary<string> AnswerLike = Arb.From(Scraps.ListOf().Select(words => string.Join(' ', words)));

    [Fact]
    public void Every_letter_is_read_out_of_every_frame() => Prop.ForAll(
        Arb.From(Gen.Elements(ChoiceFrames)), Arb.From(Gen.Elements("A", "B", "C", "D")),
        (frame, letter) => Choice(string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, letter)) == letter).Check(Often);

    [Fact]
    public void Yes_and_no_are_read_out_of_every_frame() => Prop.ForAll(
        Arb.From(Gen.Elements(YesNoFrames)), Arb.From(Gen.Elements("yes", "no", "Yes", "No", "YES", "NO")),
        (frame, word) => YesNo(string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, word)) == word.ToLowerInvariant()).Check(Often);

    [Fact]
    public void A_text_without_a_letter_as_a_word_is_never_scored() => Prop.ForAll<string>(text =>
        LetterAsWord().IsMatch(text ?? "") || Choice(text ?? "") is null).Check(Often);

    [Fact]
    public void Scraps_of_answers_without_a_letter_as_a_word_are_never_scored() => Prop.ForAll(AnswerLike, text =>
        LetterAsWord().IsMatch(text) || Choice(text) is null).Check(Often);

    [Fact]
    public void Scraps_of_answers_are_read_as_a_letter_that_they_contain_or_not_at_all() => Prop.ForAll(AnswerLike, text =>
        Choice(text) is not { } letter || text.Contains(letter, StringComparison.OrdinalIgnoreCase)).Check(Often);

    [Fact]
    public void A_text_without_yes_or_no_in_it_says_neither() => Prop.ForAll<string>(text =>
        YesOrNoAsWord().IsMatch(text ?? "") || YesNo(text ?? "") is null).Check(Often);

    [Fact]
    public void Two_different_answers_are_never_scored() => Prop.ForAll(
        Arb.From(Gen.Elements("Answer: {0}\nAnswer: {1}", "{0} or {1}", "{0}, {1}", "{0}\n{1}", "I'd go with {0} and {1}.", "{{\"answer\": \"{0}\", \"choice\": \"{1}\"}}")),
        Arb.From(Gen.Shuffle("A", "B", "C", "D")),
        (frame, letters) => Choice(string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, letters[0], letters[1])) is null).Check(Often);

    private static Config Often => Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static string? Choice(string answer) => ChoiceParser.Parse(answer, Shown).Choice;

    private static string? YesNo(string answer) => YesNoParser.Parse(answer).Choice;

    [GeneratedRegex(@"(?<![A-Za-z])[A-Da-d](?![A-Za-z])")]
    private static partial Regex LetterAsWord();

    [GeneratedRegex("y|n|true|false|ja|oui|s\u00ED|s\u00EC|absolutely|definitely|certainly|course", RegexOptions.IgnoreCase)]
    private static partial Regex YesOrNoAsWord();
}
