using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class PoissonTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(400)]
    [InlineData(1_000_000)]
    public void Draws_have_the_mean_and_the_variance_of_a_Poisson(int mean)
    {
        const int draws = 20_000;
        var (table, random) = (new PoissonTable(mean), new KeyedRandom(1, "poisson"));
        var drawn = Enumerable.Range(0, draws).Select(_ => (double)table.Draw(random)).ToList();

        var average = drawn.Average();
        average.ShouldBe(mean, 4 * Math.Sqrt((double)mean / draws));
        (drawn.Average(d => (d - average) * (d - average)) / mean).ShouldBe(1, 0.06);
    }

    [Fact]
    public void Of_a_mean_of_one_nothing_comes_as_often_as_once()
    {
        var (table, random) = (new PoissonTable(1), new KeyedRandom(2, "poisson"));

        var counts = Enumerable.Range(0, 100_000).Select(_ => table.Draw(random)).CountBy(d => d).ToDictionary();

        // e^-1 each, and e^-1 / 2 of two.
        (counts[0] / 1e5).ShouldBe(0.3679, 0.006);
        (counts[1] / 1e5).ShouldBe(0.3679, 0.006);
        (counts[2] / 1e5).ShouldBe(0.1839, 0.006);
    }
}
