namespace Attune.Models;

/// <summary>What tokens cost, in US dollars for a million.</summary>
/// <param name="Input">Input tokens that are neither read from the endpoint's cache nor written to it.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
/// <param name="CachedInput">Input tokens read from the endpoint's cache; null means as <paramref name="Input"/>.</param>
/// <param name="CacheWrite">Input tokens written to the endpoint's cache; null means as <paramref name="Input"/>.</param>
public sealed record ModelPrice(double Input, double Output, double? CachedInput = null, double? CacheWrite = null)
{
    /// <summary>Costs nothing, as embedded models do.</summary>
    public static ModelPrice Free { get; } = new(0, 0);

    /// <summary>US dollars for what was used.</summary>
    public double Of(TokenUsage usage) =>
        ((usage.Input - usage.Cached - usage.Written) * Input
            + usage.Cached * (CachedInput ?? Input)
            + usage.Written * (CacheWrite ?? Input)
            + usage.Output * Output) / 1_000_000;
}
