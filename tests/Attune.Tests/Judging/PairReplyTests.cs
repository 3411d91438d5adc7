using Attune.Judging;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Judging;

public sealed class PairReplyTests
{
    [Theory]
    [InlineData("""{"rationale": "It names ferries.", "answer": "A"}""", true)]
    [InlineData("""{"answer": "B"}""", false)]
    [InlineData("""{"ANSWER": " b "}""", false)]
    [InlineData("""{"answer": "Answer A"}""", true)]
    [InlineData("""{"answer": "answer_B"}""", false)]
    [InlineData("```json\n{\"answer\": \"A\"}\n```", true)]
    [InlineData("{\"answer\": \"A\"} and again {\"answer\": \"A\"}", true)]
    [InlineData("<think>Answer: B</think>{\"answer\": \"A\"}", true)]
    [InlineData("A", true)]
    [InlineData(" **B**. ", false)]
    [InlineData("Answer A", true)]
    [InlineData("Both are close.\r\nAnswer: B\r\n", false)]
    [InlineData("**Final answer:** A", true)]
    public void A_reply_that_names_one_answer_is_read(string reply, bool first) => Read(reply).NamedFirst.ShouldBe(first);

    [Theory]
    [InlineData("")]
    [InlineData("Either.")]
    [InlineData("AB")]
    [InlineData("A or B")]
    [InlineData("C")]
    [InlineData("1")]
    [InlineData("A good choice would be the ferry.")]
    [InlineData("Answer A is better.")]
    [InlineData("Answer: A\nAnswer: B")]
    [InlineData("Answer A:\nIt names ferries.\nAnswer B:\nIt names flights.")]
    [InlineData("""{"answer": "A and B"}""")]
    [InlineData("""{"answer": null}""")]
    [InlineData("""{"answer": ["A"]}""")]
    [InlineData("""{"answer": "\ud800"}""")]
    [InlineData("""{"answer": "A", "answer": "B"}""")]
    [InlineData("""{"answer": "A"} {"answer": "B"}""")]
    [InlineData("""{"preference_1": {"answer": "A"}}""")]
    [InlineData("""{"rationale": "one sentence", "answer": "A" or "B"}""")]
    [InlineData("<think>Answer: A\nor rather")]
    public void A_reply_that_names_none_or_both_is_unreadable_and_kept(string reply)
    {
        var verdict = Read(reply);

        (verdict.State, verdict.NamedFirst, verdict.Rationale).ShouldBe((OrderState.Unreadable, null, reply));
    }

    [Theory]
    [InlineData("I can't help with that.", "stop", OrderState.Refused)]
    [InlineData("""{"answer": "A"}""", "content_filter", OrderState.Refused)]
    [InlineData("It names ferries, so", "length", OrderState.Failed)]
    [InlineData("", "length", OrderState.Failed)]
    [InlineData("""{"rationale": "It na""", "stop", OrderState.Failed)]
    [InlineData("""{"answer": "A"} because""", "length", OrderState.Matched)]
    [InlineData("""{"rationale": "I cannot say much, but it names ferries.", "answer": "A"}""", "stop", OrderState.Matched)]
    public void Refusals_and_replies_that_break_off_are_told_apart(string reply, string finish, OrderState state) =>
        Read(reply, finish).State.ShouldBe(state);

    [Theory]
    [InlineData(false, false, "A", OrderState.Matched)]
    [InlineData(true, true, "A", OrderState.Matched)]
    [InlineData(false, true, "A", OrderState.Swapped)]
    [InlineData(true, false, "A", OrderState.Swapped)]
    [InlineData(false, false, "B", OrderState.Swapped)]
    [InlineData(true, false, "B", OrderState.Matched)]
    public void Whether_it_is_right_hangs_on_the_order(bool preferencesSwapped, bool answersSwapped, string named, OrderState state)
    {
        var verdict = PairReply.Read(Response(named), new(preferencesSwapped, answersSwapped));

        verdict.State.ShouldBe(state);
        verdict.NamedFirst.ShouldBe(named == "A");
    }

    [Fact]
    public void A_reply_of_many_braces_is_read_in_no_time() => Read(new string('{', 200_000)).State.ShouldBe(OrderState.Unreadable);

    private static OrderVerdict Read(string reply, string finish = "stop") => PairReply.Read(Response(reply, finish), default);

    private static ChatResponse Response(string reply, string finish = "stop") => new(new ChatMessage(ChatRole.Assistant, reply)) { FinishReason = new(finish) };
}
