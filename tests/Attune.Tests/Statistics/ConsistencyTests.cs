using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class ConsistencyTests
{
    [Theory]
    [InlineData(87)]
    [InlineData(83)]
    public void The_papers_hundred_answers_have_an_interval_of_about_seven_points(int agreed)
    {
        var items = Enumerable.Range(0, 100).Select(i => new RatedItem(i % 2 == 0 == i < agreed ? "A" : "B", [i % 2 == 0 ? "A" : "B"])).ToList();

        var result = Consistency.Of(items);

        (result.Share!.Mean, result.N, result.Baseline).ShouldBe((agreed / 100.0, 100, 0.5));
        // t(99) √(p(1 − p)/99) is 0.0671 and 0.0749.
        result.Share.Low!.Value.ShouldBe(agreed / 100.0 - 1.984 * Math.Sqrt(agreed / 100.0 * (1 - agreed / 100.0) / 99), 0.004);
    }

    // Fifty items, 20 times both yes, 15 times both no, 5 and 10 times apart: kappa (0.7 − 0.5) / (1 − 0.5).
    [Fact]
    public void Kappa_and_baseline_are_worked_by_hand()
    {
        var result = Consistency.Of([.. Repeat(20, "yes", "yes"), .. Repeat(5, "yes", "no"), .. Repeat(10, "no", "yes"), .. Repeat(15, "no", "no")]);

        result.Share!.Mean.ShouldBe(0.7, 1e-12);
        result.Kappa.Value!.Value.ShouldBe(0.4, 1e-12);
        (result.Baseline, result.BaselineLabel).ShouldBe((0.6, "yes"));
    }

    [Fact]
    public void Of_several_people_the_majority_counts_and_divided_ones_are_apart()
    {
        var result = Consistency.Of(
        [
            new("A", ["A", "A", "B"]),
            new("B", ["A", "A", "B"]),
            new("A", ["A", "B"]),
            new("A", ["A", "B", "C", "C", "B"]),
            new("C", ["", "C", ""]),
            new("", ["A"]),
            new("A", ["", ""]),
            new(null, []),
        ]);

        (result.N, result.Share!.Mean, result.Tied, result.LeftOut).ShouldBe((3, 2 / 3.0, 2, 3));
    }

    [Fact]
    public void A_model_that_says_one_thing_only_reaches_the_baseline_and_no_kappa()
    {
        var result = Consistency.Of([.. Repeat(8, "A", "A"), .. Repeat(2, "A", "B")]);

        (result.Share!.Mean, result.Baseline, result.BaselineLabel).ShouldBe((0.8, 0.8, "A"));
        result.Kappa.Value!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Where_everybody_always_says_the_same_kappa_is_undefined_and_the_share_is_not()
    {
        var result = Consistency.Of(Repeat(5, "A", "A"));

        (result.Share!.Mean, result.Undefined, result.Kappa.Value).ShouldBe((1, null, null));
        result.Kappa.Undefined.ShouldNotBeNull();
    }

    [Fact]
    public void Without_comparable_items_the_reason_is_told()
    {
        Consistency.Of([]).Undefined!.ShouldContain("no item has labels");
        Consistency.Of([new("A", ["A", "B"])]).Undefined!.ShouldContain("divided equally");
        Consistency.Of([]).Share.ShouldBeNull();
    }

    private static IEnumerable<RatedItem> Repeat(int times, string model, string person) => Enumerable.Repeat(new RatedItem(model, [person]), times);
}
