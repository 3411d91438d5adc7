using Attune.Providers.Prices;

namespace Attune.Providers.Tests;

public sealed class PriceTableTests
{
    [Theory]
    [InlineData("openai", "gpt-5", 1.25)]
    [InlineData("openai", "gpt-5-2025-08-07", 1.25)]
    [InlineData("openai", "gpt-4o-2024-08-06", 2.5)]
    [InlineData("openai", "gpt-4o-2024-05-13", 5.0)]
    [InlineData("anthropic", "claude-sonnet-4-20250514", 3.0)]
    [InlineData("anthropic", "claude-opus-4-5-20251101", 5.0)]
    public void A_name_or_a_dated_snapshot_of_it_has_a_price(string vendor, string model, double input) =>
        PriceTable.Find(VendorOf(vendor), model)!.Value.Model.Price!.Input.ShouldBe(input);

    [Theory]
    [InlineData("openai", "gpt-5-chat")]
    [InlineData("openai", "gpt-5-2025")]
    [InlineData("openai", "gpt-5-2025-13-40")]
    [InlineData("openai", "gpt-5-20251399")]
    [InlineData("openai", "ft:gpt-4o:me")]
    [InlineData("openai", "GPT-5")]
    [InlineData("openai", "claude-sonnet-4")]
    [InlineData("anthropic", "claude-sonnet-4-latest")]
    public void Any_other_name_is_not_known(string vendor, string model) => PriceTable.Find(VendorOf(vendor), model).ShouldBeNull();

    [Fact]
    public void Every_entry_can_be_believed()
    {
        foreach (var vendor in Vendor.All)
        {
            foreach (var model in PriceTable.Of(vendor))
            {
                model.AsOf!.Value.ShouldBeGreaterThan(new(2026, 1, 1), model.Name);
                (model.Price is not null || model.ContextWindow is not null).ShouldBeTrue(model.Name);
                if (model.ContextWindow is { } window) window.ShouldBeInRange(100_000, 1_100_000, model.Name);
                if (model.Price is not { } price) continue;
                price.Input.ShouldBeGreaterThan(0, model.Name);
                price.Output.ShouldBeGreaterThan(price.Input, model.Name);
                (price.CachedInput ?? price.Input).ShouldBeInRange(price.Input / 20, price.Input, model.Name);
                if (vendor == Vendor.Anthropic) price.CacheWrite!.Value.ShouldBe(price.Input * 1.25, 1e-9, model.Name);
                if (price.LongContext is { } dearer) dearer.Price.Input.ShouldBeGreaterThan(price.Input, model.Name);
            }
        }
    }

    private static Vendor VendorOf(string provider) => Vendor.All.Single(v => v.Provider == provider);
}
