using Attune.Histories;

namespace Attune.Tests.Histories;

public sealed class ContextPlanTests
{
    [Theory]
    [InlineData("simple", 0, 0)]
    [InlineData("normal", 35_000, 0)]
    [InlineData("long", 70_000, 0)]
    [InlineData("very-long", 140_000, 0)]
    [InlineData("extended", 35_000, 105_000)]
    [InlineData("extreme", 35_000, 210_000)]
    public void The_six_plans_are_those_of_Table_2(string name, int interval, int tail)
    {
        var plan = ContextPlan.Parse(name);

        (plan.Name, plan.IntervalTokens, plan.TailTokens, plan.TailTurns, plan.InFileOrder).ShouldBe((name, interval, tail, 0, false));
        plan.NeedsPool.ShouldBe(name != "simple");
    }

    [Fact]
    public void Names_go_from_short_to_long() => ContextPlan.Names.ShouldBe(["simple", "normal", "long", "very-long", "extended", "extreme"]);

    [Theory]
    [InlineData("interval=35000", 35_000, 0, 0, false)]
    [InlineData("interval=1,tail=2", 1, 2, 0, false)]
    [InlineData("tail-turns=10,order=file", 0, 0, 10, true)]
    [InlineData("order=shuffled,tail=7", 0, 7, 0, false)]
    [InlineData("interval=10000000,tail=10000000", 10_000_000, 10_000_000, 0, false)]
    public void Own_numbers_are_taken_as_given(string text, int interval, int tail, int tailTurns, bool inFileOrder)
    {
        var plan = ContextPlan.Parse(text);

        (plan.Name, plan.IntervalTokens, plan.TailTokens, plan.TailTurns, plan.InFileOrder).ShouldBe((text, interval, tail, tailTurns, inFileOrder));
        plan.NeedsPool.ShouldBeTrue();
    }

    [Theory]
    [InlineData("interval=10000001")]
    [InlineData("tail=2000000000")]
    [InlineData("interval=1,tail-turns=999999999")]
    public void What_no_model_takes_and_no_machine_holds_is_refused(string text) =>
        Should.Throw<BadInputException>(() => ContextPlan.Parse(text)).Message.ShouldStartWith($"context '{text}': asks for more than 10,000,000 at one place.");

    [Theory]
    [InlineData("")]
    [InlineData("huge")]
    [InlineData("Simple")]
    [InlineData("interval")]
    [InlineData("interval=")]
    [InlineData("interval=-1")]
    [InlineData("interval=1.5")]
    [InlineData("interval=1e3")]
    [InlineData("interval= 1")]
    [InlineData("interval=9999999999")]
    [InlineData("interval=1,interval=2")]
    [InlineData("interval=1,")]
    [InlineData("interval=1=2")]
    [InlineData("tail=0")]
    [InlineData("order=file")]
    [InlineData("tail=5,order=random")]
    [InlineData("middle=5")]
    public void Anything_else_is_refused_with_the_way_to_write_it(string text) =>
        Should.Throw<BadInputException>(() => ContextPlan.Parse(text)).Message.ShouldStartWith(
            $"context '{text}': is not a context plan. Use simple, normal, long, very-long, extended, extreme, or own numbers: interval=35000,tail=105000");
}
