using Attune.Datasets.Parts;
using Attune.Training;

namespace Attune.Tests.Training;

public sealed class TopicSplitTests
{
    private static readonly IReadOnlyList<SplitPart> Fifth = SplitPart.Parse("train=0.8,test=0.2");

    [Fact]
    public void What_does_not_hang_together_is_divided_without_loss()
    {
        var examples = Enumerable.Range(0, 10).SelectMany(unit => Enumerable.Range(0, 4).Select(t => (unit, unit))).ToList();

        var parts = new TopicSplit(examples, Fifth, seed: 1).Divide()!;

        parts.ShouldNotContain(-1);
        parts.Count(p => p == 1).ShouldBe(8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Where_everything_hangs_together_no_user_and_no_topic_is_on_both_sides_all_the_same(int seed)
    {
        var examples = Enumerable.Range(0, 40).SelectMany(unit => Enumerable.Range(0, 6).Select(i => (unit, new KeyedRandom(seed, $"{unit}", $"{i}").Next(25)))).ToList();

        var parts = new TopicSplit(examples, Fifth, seed).Divide()!;

        var kept = examples.Zip(parts).Where(e => e.Second >= 0).ToList();
        kept.GroupBy(e => e.First.Item1).ShouldAllBe(g => g.Select(e => e.Second).Distinct().Count() == 1);
        kept.GroupBy(e => e.First.Item2).ShouldAllBe(g => g.Select(e => e.Second).Distinct().Count() == 1);
        kept.Count.ShouldBeGreaterThan(examples.Count / 2);
        (kept.Count(e => e.Second == 1) / (double)kept.Count).ShouldBeInRange(0.1, 0.35);
        parts.ShouldBe(new TopicSplit(examples, Fifth, seed).Divide()!);
    }

    [Fact]
    public void A_part_that_would_have_nothing_is_no_division()
    {
        new TopicSplit([(0, 0), (1, 0), (2, 0)], Fifth, 0).Divide().ShouldBeNull();
        new TopicSplit([(0, 0), (0, 1), (0, 2)], Fifth, 0).Divide().ShouldBeNull();
    }
}
