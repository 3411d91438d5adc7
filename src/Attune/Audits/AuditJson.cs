using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Attune.Audits;

/// <summary>How requests of an audit are written to models and their answers read: every field must be there; unknown ones are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeakRequest))]
[JsonSerializable(typeof(LeakAnswer))]
[JsonSerializable(typeof(ExtractRequest))]
[JsonSerializable(typeof(ExtractAnswer))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    private static readonly AIJsonSchemaTransformOptions Strict = new() { RequireAllProperties = true, DisallowAdditionalProperties = true };

    /// <summary>The one instance to use.</summary>
    public static AuditJson Texts => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What an answer must look like, as endpoints with structured output take it.</summary>
    public static JsonElement Schema(JsonTypeInfo type) =>
        AIJsonUtilities.TransformSchema(AIJsonUtilities.CreateJsonSchema(type.Type, serializerOptions: Texts.Options), Strict);
}
