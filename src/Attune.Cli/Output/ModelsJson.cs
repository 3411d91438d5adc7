using System.Text.Json.Serialization;

namespace Attune.Cli.Output;

/// <summary>Documents of the command line alone; what is unknown stands there as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ModelsDocument))]
internal sealed partial class ModelsJson : JsonSerializerContext;
