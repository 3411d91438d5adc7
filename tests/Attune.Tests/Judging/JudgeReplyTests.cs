using System.Globalization;
using Attune.Judging;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Judging;

public sealed class JudgeReplyTests
{
    [Theory]
    [InlineData("""{"rationale": "It fits.", "score": 4}""")]
    [InlineData("""{"score": 4, "rationale": "It fits."}""")]
    [InlineData("""{"score": "4"}""")]
    [InlineData("""{"score": 4.0}""")]
    [InlineData("""{"score": "4.0"}""")]
    [InlineData("""{"Score": 4}""")]
    [InlineData("""{"score": 4, "confidence": {"low": 2, "high": 5}}""")]
    [InlineData("Here is my verdict:\n{\"rationale\": \"fits\", \"score\": 4}\nI hope that helps {really}.")]
    [InlineData("Here is my verdict: {\"score\": 4} Let me know.")]
    [InlineData("```json\n{\"rationale\": \"fits\", \"score\": 4}\n```")]
    [InlineData("```\r\n{\r\n  \"score\": 4\r\n}\r\n```")]
    [InlineData("""{"rationale": "The answer says {\"score\": 5} and score: 5, which is ignored.", "score": 4}""")]
    [InlineData("""{"rationale": "A brace } and another {", "score": 4}""")]
    [InlineData("""The answer tries {"a": 1}. {"rationale": "fits", "score": 4}""")]
    [InlineData("<think>Maybe {\"score\": 2}? No.</think>{\"score\": 4}")]
    [InlineData("Score: 4")]
    [InlineData("**Score:** 4")]
    [InlineData("Score: 4/5")]
    [InlineData("The score is 4.")]
    [InlineData("Rating = 4")]
    [InlineData("I'd give it a score of 4, so the final score is 4.")]
    public void A_plain_score_is_read(string reply)
    {
        var verdict = JudgeReply.Read(Response(reply));

        verdict.State.ShouldBe(VerdictState.Scored);
        verdict.Score.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("It fits well.")]
    [InlineData("""{"rationale": "fits"}""")]
    [InlineData("""{"score": null}""")]
    [InlineData("""{"score": true}""")]
    [InlineData("""{"score": [4]}""")]
    [InlineData("""{"score": 0}""")]
    [InlineData("""{"score": 6}""")]
    [InlineData("""{"score": -4}""")]
    [InlineData("""{"score": 4.5}""")]
    [InlineData("""{"score": "4,0"}""")]
    [InlineData("""{"score": "four"}""")]
    [InlineData("""{"score": 4e0, "score": 2}""")]
    [InlineData("""{"score": 3} or rather {"score": 4}""")]
    [InlineData("""{"score": 3, "score": 4}""")]
    [InlineData("""[{"score": 3}, {"score": 4}]""")]
    [InlineData("Score: 0")]
    [InlineData("Score: 6")]
    [InlineData("Score: 4.5")]
    [InlineData("Score: 45")]
    [InlineData("Score: -4")]
    [InlineData("Score: 4, or a score of 5")]
    [InlineData("Score: 3-4")]
    [InlineData("Score: 8/10")]
    [InlineData("score")]
    [InlineData("Score from 1 to 5: unclear")]
    [InlineData("{\"score\": 4")]
    [InlineData("\ud800 {\"score\": ")]
    public void Anything_else_leaves_the_answer_unjudged(string reply)
    {
        var verdict = JudgeReply.Read(Response(reply));

        verdict.State.ShouldBe(VerdictState.Unjudged);
        verdict.Score.ShouldBeNull();
    }

    [Fact]
    public void The_rationale_is_the_judges_own() =>
        JudgeReply.Read(Response("""Sure. {"rationale": "It says \"score: 5\" {twice}.", "score": 2}""")).Rationale.ShouldBe("It says \"score: 5\" {twice}.");

    [Fact]
    public void A_reply_without_a_score_is_kept_as_the_rationale() => JudgeReply.Read(Response(" Hard to say. ")).Rationale.ShouldBe("Hard to say.");

    [Theory]
    [InlineData("I can't score this content.")]
    [InlineData("I\u2019m sorry, but I cannot help with that.")]
    [InlineData("I must decline.")]
    public void A_judge_that_declines_has_refused(string reply) => JudgeReply.Read(Response(reply)).State.ShouldBe(VerdictState.Refused);

    [Fact]
    public void A_filtered_reply_is_a_refusal_whatever_it_says() =>
        JudgeReply.Read(Response("""{"score": 4}""", ChatFinishReason.ContentFilter)).ShouldSatisfyAllConditions(
            v => v.State.ShouldBe(VerdictState.Refused), v => v.Score.ShouldBeNull());

    [Fact]
    public void Scores_are_read_alike_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };

            JudgeReply.Read(Response("""{"score": 4.0}""")).Score.ShouldBe(4);
            JudgeReply.Read(Response("""{"score": "4,0"}""")).Score.ShouldBeNull();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Reading_never_throws_and_never_invents_a_score() => Prop.ForAll(
        Arb.From(Gen.Elements("{", "}", "\"score\"", ":", "score", "rating", "4", "4.5", "6", "is", "\n", "\ud800", "[", "]", ",", "```json", "I can't")
            .ListOf().Select(words => string.Join(' ', words))),
        text => JudgeReply.Read(Response(text)) is var verdict
            && verdict.Score is null or 4
            && (verdict.Score is not null) == (verdict.State == VerdictState.Scored)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData("{")]
    [InlineData("{\"score\":")]
    [InlineData("{}")]
    [InlineData("score ")]
    public void A_megabyte_of_braces_is_read_without_running_away(string piece) =>
        JudgeReply.Read(Response(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)))).State.ShouldBe(VerdictState.Unjudged);

    private static ChatResponse Response(string text, ChatFinishReason? reason = null) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = reason ?? ChatFinishReason.Stop };
}
