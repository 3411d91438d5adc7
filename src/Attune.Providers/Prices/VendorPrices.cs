namespace Attune.Providers.Prices;

/// <summary>A vendor's part of the table.</summary>
/// <param name="AsOf">The day on which its numbers were last seen to hold.</param>
/// <param name="Source">The vendor's page that they are from.</param>
/// <param name="Models">By name, without the date of a snapshot.</param>
internal sealed record VendorPrices(DateOnly AsOf, Uri Source, IReadOnlyDictionary<string, ModelSettings> Models);
