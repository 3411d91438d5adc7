using Attune.Models;

namespace Attune.Tests.Models;

public sealed class ModelPriceTests
{
    private static readonly ModelPrice Price = new(4, 20, 0.4, 5);

    [Fact]
    public void Each_kind_of_token_has_its_rate() =>
        Price.Of(new(Input: 1_000_000, Cached: 500_000, Output: 100_000, Written: 200_000)).ShouldBe(0.3 * 4 + 0.5 * 0.4 + 0.2 * 5 + 0.1 * 20, 1e-9);

    [Fact]
    public void Without_a_rate_of_their_own_cached_and_written_tokens_cost_as_others() =>
        new ModelPrice(4, 20).Of(new(1_000_000, 500_000, 0, 200_000)).ShouldBe(4, 1e-9);

    [Fact]
    public void A_call_above_the_length_is_dearer_as_a_whole_and_one_at_the_length_is_not()
    {
        var tiered = Price with { LongContext = new(1000, new(8, 30, 0.8)) };

        tiered.Of(new(1000, 0, 100)).ShouldBe((1000 * 4 + 100 * 20) / 1e6, 1e-12);
        tiered.Of(new(1001, 1000, 100)).ShouldBe((1 * 8 + 1000 * 0.8 + 100 * 30) / 1e6, 1e-12);
    }

    [Fact]
    public void The_cache_saves_the_difference_to_the_full_rate()
    {
        Price.SavedBy(new(1_000_000, 500_000, 0)).ShouldBe(0.5 * 3.6, 1e-9);
        new ModelPrice(4, 20).SavedBy(new(1_000_000, 500_000, 0)).ShouldBe(0);
    }

    [Theory]
    [InlineData(500_000, 200_000, 0.5 * 3.6 - 0.2 * 1)]
    [InlineData(0, 1_000_000, -1)]
    public void What_writing_to_the_cache_costs_is_taken_off_what_it_saves(long cached, long written, double saved) =>
        Price.SavedBy(new(1_000_000, cached, 100_000, written)).ShouldBe(saved, 1e-9);
}
