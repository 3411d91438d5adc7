using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Providers.Prices;

/// <summary>Prices and context windows of the vendors' own models at the vendors' own endpoints, as they were on a day.</summary>
internal static partial class PriceTable
{
    private static readonly Lazy<Dictionary<string, VendorPrices>> Vendors = new(Read);

    /// <summary>All models of a vendor.</summary>
    public static IEnumerable<KnownModel> Of(Vendor vendor)
    {
        var prices = Vendors.Value[vendor.Provider];
        return prices.Models.Select(m => new KnownModel($"{vendor.Provider}:{m.Key}", m.Value.Price, m.Value.ContextWindow, prices.AsOf));
    }

    /// <summary>
    /// What is known of a model, and as of when; null where nothing is. The name must be that of the table, or the same with the date
    /// of a snapshot behind it (<c>-2025-08-07</c> or <c>-20250514</c>); a snapshot with an entry of its own has that one.
    /// </summary>
    public static (ModelSettings Model, DateOnly AsOf)? Find(Vendor vendor, string model)
    {
        var prices = Vendors.Value[vendor.Provider];
        return (prices.Models.GetValueOrDefault(model) ?? prices.Models.GetValueOrDefault(WithoutDate(model))) is { } known ? (known, prices.AsOf) : null;
    }

    /// <summary>The name without the date of a snapshot.</summary>
    public static string WithoutDate(string model) =>
        Snapshot().Match(model) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups["date"].Value.Replace("-", "", StringComparison.Ordinal), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? match.Groups["model"].Value
            : model;

    private static Dictionary<string, VendorPrices> Read()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize(stream, PriceJson.Default.DictionaryStringVendorPrices)!;
    }

    [GeneratedRegex(@"\A(?<model>.+)-(?<date>\d{4}-\d{2}-\d{2}|\d{8})\z")]
    private static partial Regex Snapshot();
}
