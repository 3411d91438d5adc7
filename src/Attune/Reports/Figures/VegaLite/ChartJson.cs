using System.Text.Json.Serialization;

namespace Attune.Reports.Figures.VegaLite;

/// <summary>Writes specifications. The default encoder leaves nothing in them that HTML could take for markup.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChartSpec))]
internal sealed partial class ChartJson : JsonSerializerContext;
