using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Attune.Providers.FineTuning;

/// <summary>How what was done with a training file is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TuningHistory))]
internal sealed partial class TuningJson : JsonSerializerContext
{
    public static TuningJson Indented => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" });
}
