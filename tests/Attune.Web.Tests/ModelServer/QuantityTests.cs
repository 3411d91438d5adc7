using Attune.Web.ModelServer;

namespace Attune.Web.Tests.ModelServer;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("200ms", 0.2)]
    [InlineData("1.5s", 1.5)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("0s", 0)]
    public void A_duration_has_a_unit(string text, double seconds) => Quantity.Duration(text, "--cache-ttl").TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("5")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("25h")]
    [InlineData("9999999999h")]
    [InlineData("")]
    public void Other_durations_are_refused(string text) => Should.Throw<BadInputException>(() => Quantity.Duration(text, "--cache-ttl"));

    [Theory]
    [InlineData("100", 100)]
    [InlineData("16MB", 16 << 20)]
    [InlineData("1GB", 1 << 30)]
    public void A_size_counts_bytes(string text, int bytes) => Quantity.Bytes(text, "--max-body").ShouldBe(bytes);

    [Theory]
    [InlineData("0")]
    [InlineData("2GB")]
    [InlineData("16 MB")]
    [InlineData("1e3")]
    public void Other_sizes_are_refused(string text) => Should.Throw<BadInputException>(() => Quantity.Bytes(text, "--max-body"));

    [Fact]
    public void A_latency_range_is_drawn_from_evenly_and_the_same_each_time()
    {
        var latency = Latency.Parse("200ms-400ms");
        var drawn = Enumerable.Range(0, 2000).Select(i => latency.Of(seed: 3, $"{i}").TotalMilliseconds).ToList();

        drawn.ShouldAllBe(l => l >= 200 && l < 400);
        drawn.Average().ShouldBeInRange(290, 310);
        latency.Of(seed: 3, "7").ShouldBe(latency.Of(seed: 3, "7"));
        Should.Throw<BadInputException>(() => Latency.Parse("2s-1s"));
    }
}
