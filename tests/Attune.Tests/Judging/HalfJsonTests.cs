using Attune.Judging;

namespace Attune.Tests.Judging;

public sealed class HalfJsonTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("Here it is: {\"score\": 4")]
    [InlineData("{\"a\": {\"b\": [1, {}]}")]
    [InlineData("{\"a\": \"}")]
    [InlineData("{\"a\": 1} and then {\"b\": \"half \\")]
    [InlineData("A {brace} in text, then {\"b\": tru")]
    public void An_object_that_begins_and_does_not_end_is_half(string text) => HalfJson.IsIn(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("No braces.")]
    [InlineData("{}")]
    [InlineData("{\"a\": {\"b\": [1, {}]}} and more")]
    [InlineData("A {brace} in text.")]
    [InlineData("}{ \"a\" }")]
    public void Whole_objects_and_braces_in_text_are_not(string text) => HalfJson.IsIn(text).ShouldBeFalse();

    [Fact]
    public void A_reply_of_braces_is_given_up() => HalfJson.IsIn(string.Concat(Enumerable.Repeat("{x", 1_000_000)) + "{").ShouldBeFalse();
}
