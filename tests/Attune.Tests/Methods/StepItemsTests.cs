using Attune.Methods;

namespace Attune.Tests.Methods;

public sealed class StepItemsTests
{
    [Theory]
    [InlineData("[\"a\", \"b\"]", "a|b")]
    [InlineData("Here you are:\n```json\n[\"a\",\n\"b\"]\n```\nAnything else?", "a|b")]
    [InlineData("{\"preferences\": [\"a\", \"b\"], \"count\": 2}", "a|b")]
    [InlineData("[{\"preference\": \"a\", \"reason\": \"why\"}, {\"preference\": \"b\"}]", "a: why|b")]
    [InlineData("As in [\"x\"]: [\"a\", \"b\", \"c\"]", "a|b|c")]
    [InlineData("[\" a \\n b \", \"\", \"a\", \"a\"]", "a   b|a")]
    [InlineData("[]", "")]
    public void A_list_is_found_wherever_it_stands(string text, string items) =>
        string.Join('|', StepItems.Read(text, []).ShouldNotBeNull()).ShouldBe(items);

    [Theory]
    [InlineData("")]
    [InlineData("- quiet\n- short")]
    [InlineData("[\"a\", \"b")]
    [InlineData("[\"a\", 7]")]
    [InlineData("[null]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"a\": [\"x\"], \"b\": [\"y\"]}")]
    [InlineData("{\"a\": \"x\"}")]
    public void What_is_no_list_of_texts_is_not_read(string text) => StepItems.Read(text, []).ShouldBeNull();

    [Theory]
    [InlineData("[2, 1]", "two|one")]
    [InlineData("[3, 0, -1, 1.5, 99999999999, 1]", "one")]
    [InlineData("[\"2. two\", \"1. one\"]", "two|one")]
    public void Numbers_stand_for_what_was_listed_and_for_nothing_else(string text, string items) =>
        string.Join('|', StepItems.Read(text, ["one", "two"]).ShouldNotBeNull()).ShouldBe(items);

    [Fact]
    public void A_megabyte_of_brackets_is_given_up() => StepItems.Read(new string('[', 1_000_000), []).ShouldBeNull();
}
