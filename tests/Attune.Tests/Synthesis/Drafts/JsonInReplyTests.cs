using System.Text;
using Attune.Synthesis.Drafts;

namespace Attune.Tests.Synthesis.Drafts;

public sealed class JsonInReplyTests
{
    [Theory]
    [InlineData("""{"a": 1}""")]
    [InlineData("```json\n{\"a\": 1}\n```")]
    [InlineData("<think>{\"b\": 22222}</think>Here it is: {\"a\": 1} I hope it helps {so much}.")]
    [InlineData("First {\"b\":2} and then the whole: {\"a\": 1}")]
    public void The_largest_whole_object_is_the_answer(string reply) => Encoding.UTF8.GetString(JsonInReply.In(reply)!).ShouldBe("""{"a": 1}""");

    [Theory]
    [InlineData("")]
    [InlineData("I'm sorry, I can't help with that.")]
    [InlineData("""{"a": [1, 2""")]
    public void What_is_cut_off_or_refused_is_no_answer(string reply) => JsonInReply.In(reply).ShouldBeNull();

    [Fact]
    public void A_hostile_reply_of_nothing_but_braces_costs_no_time() => JsonInReply.In(new string('{', 1_000_000)).ShouldBeNull();
}
