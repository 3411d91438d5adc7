using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Attune.Statistics;

namespace Attune.Cli.Measures;

/// <summary>The documents of <c>attune metrics</c>; what is unknown stands there as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(BradleyTerry))]
[JsonSerializable(typeof(KappaDocument))]
[JsonSerializable(typeof(AlphaDocument))]
[JsonSerializable(typeof(CorrelationDocument))]
[JsonSerializable(typeof(LengthBias))]
[JsonSerializable(typeof(SelfPreference))]
[JsonSerializable(typeof(Consistency))]
internal sealed partial class MetricsJson : JsonSerializerContext
{
    /// <summary>The one instance to use: text stays readable, unescaped where JSON allows it.</summary>
    public static MetricsJson Documents => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
