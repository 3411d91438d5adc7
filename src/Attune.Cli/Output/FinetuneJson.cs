using System.Text.Json.Serialization;

namespace Attune.Cli.Output;

/// <summary>How a job is printed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(FinetuneDocument))]
internal sealed partial class FinetuneJson : JsonSerializerContext;
