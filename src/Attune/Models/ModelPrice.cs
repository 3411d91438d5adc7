using System.Text.Json.Serialization;

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

    /// <summary>What calls with a long input cost instead, all of their tokens; null where the length makes no difference.</summary>
    public LongContextPrice? LongContext { get; init; }

    /// <summary>True where nothing costs anything.</summary>
    [JsonIgnore]
    public bool IsFree => this is { Input: 0, Output: 0 };

    /// <summary>The price of a call with so many input tokens.</summary>
    public ModelPrice At(long inputTokens) => LongContext is { } dearer && inputTokens > dearer.Above ? dearer.Price : this;

    /// <summary>US dollars for what one call used.</summary>
    public double Of(TokenUsage usage)
    {
        var price = At(usage.Input);
        return ((usage.Input - usage.Cached - usage.Written) * price.Input
            + usage.Cached * (price.CachedInput ?? price.Input)
            + usage.Written * (price.CacheWrite ?? price.Input)
            + usage.Output * price.Output) / 1_000_000;
    }

    /// <summary>US dollars that one call would have cost more if nothing were read from a cache nor written to one; below 0 where writing cost more than reading saved.</summary>
    public double SavedBy(TokenUsage usage) => Of(usage with { Cached = 0, Written = 0 }) - Of(usage);
}
