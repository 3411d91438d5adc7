using System.Text.Json.Serialization;

namespace Attune.Providers.Prices;

/// <summary>How the table is written: a field that the code does not know is a fault of the table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = false,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Dictionary<string, VendorPrices>))]
internal sealed partial class PriceJson : JsonSerializerContext;
