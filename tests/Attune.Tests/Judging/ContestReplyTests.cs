using Attune.Judging;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Judging;

public sealed class ContestReplyTests
{
    [Theory]
    [InlineData("""{"rationale": "It tells them apart.", "winner": "left"}""", SeatState.WonByA)]
    [InlineData("""{"winner": "Right"}""", SeatState.WonByB)]
    [InlineData("""{"winner": "tie"}""", SeatState.Tied)]
    [InlineData("""{"WINNER": " the right side "}""", SeatState.WonByB)]
    [InlineData("""{"winner": "a tie"}""", SeatState.Tied)]
    [InlineData("```json\n{\"winner\": \"left\"}\n```", SeatState.WonByA)]
    [InlineData("<think>Winner: left</think>{\"winner\": \"tie\"}", SeatState.Tied)]
    [InlineData("**Left**.", SeatState.WonByA)]
    [InlineData("Close, but no.\r\nWinner: right\r\n", SeatState.WonByB)]
    [InlineData("Final verdict: Tie", SeatState.Tied)]
    public void A_reply_that_names_a_side_or_a_tie_is_read(string reply, SeatState state) => Read(reply).State.ShouldBe(state);

    [Theory]
    [InlineData("")]
    [InlineData("both")]
    [InlineData("left or right")]
    [InlineData("What is left to say? The right one.")]
    [InlineData("Right, here is my view: they tie their answers together.")]
    [InlineData("The left assistant is better.")]
    [InlineData("Winner: left\nWinner: right")]
    [InlineData("""{"winner": "left and right"}""")]
    [InlineData("""{"winner": ["left"]}""")]
    [InlineData("""{"winner": null}""")]
    [InlineData("""{"winner": "A"}""")]
    [InlineData("""{"winner": "left", "winner": "tie"}""")]
    [InlineData("""{"answer": "left"}""")]
    [InlineData("""{"rationale": "one sentence", "winner": "left" or "right" or "tie"}""")]
    [InlineData("<think>Winner: left\nor rather")]
    public void A_reply_that_names_none_or_several_is_unreadable_and_kept(string reply)
    {
        var verdict = Read(reply);

        (verdict.State, verdict.NamedFirst, verdict.IsReadable, verdict.Rationale).ShouldBe((SeatState.Unreadable, null, false, reply));
    }

    [Theory]
    [InlineData("I can't compare these.", "stop", SeatState.Refused)]
    [InlineData("""{"winner": "left"}""", "content_filter", SeatState.Refused)]
    [InlineData("The left one tells its users", "length", SeatState.Failed)]
    [InlineData("""{"rationale": "The le""", "stop", SeatState.Failed)]
    [InlineData("""{"rationale": "I cannot see much, but the left tells them apart.", "winner": "left"}""", "stop", SeatState.WonByA)]
    public void Refusals_and_replies_that_break_off_are_told_apart(string reply, string finish, SeatState state) => Read(reply, finish).State.ShouldBe(state);

    [Theory]
    [InlineData(false, "left", SeatState.WonByA, true)]
    [InlineData(false, "right", SeatState.WonByB, false)]
    [InlineData(true, "left", SeatState.WonByB, true)]
    [InlineData(true, "right", SeatState.WonByA, false)]
    [InlineData(true, "tie", SeatState.Tied, null)]
    public void Who_won_hangs_on_the_seats(bool swapped, string named, SeatState state, bool? first)
    {
        var verdict = ContestReply.Read(Response(named), new(swapped));

        (verdict.State, verdict.NamedFirst).ShouldBe((state, first));
    }

    private static SeatVerdict Read(string reply, string finish = "stop") => ContestReply.Read(Response(reply, finish), default);

    private static ChatResponse Response(string reply, string finish = "stop") => new(new ChatMessage(ChatRole.Assistant, reply)) { FinishReason = new(finish) };
}
