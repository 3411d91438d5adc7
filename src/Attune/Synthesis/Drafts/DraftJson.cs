using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Microsoft.Extensions.AI;

namespace Attune.Synthesis.Drafts;

/// <summary>How requests are written to models and their answers read: every field must be there, in its kind; unknown ones are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(KebabCase<PreferenceKind>), typeof(KebabCase<PreferenceType>)])]
[JsonSerializable(typeof(DraftRequest))]
[JsonSerializable(typeof(ProfileAnswer))]
[JsonSerializable(typeof(LifeEventsAnswer))]
[JsonSerializable(typeof(PreferencesAnswer))]
[JsonSerializable(typeof(GeneralizedAnswer))]
[JsonSerializable(typeof(TurnsAnswer))]
[JsonSerializable(typeof(SessionsAnswer))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(OppositesAnswer))]
[JsonSerializable(typeof(CandidatesAnswer))]
[JsonSerializable(typeof(VerificationAnswer))]
[JsonSerializable(typeof(RevealingTurnsAnswer))]
[JsonSerializable(typeof(ChunksAnswer))]
[JsonSerializable(typeof(CategoryAnswer))]
internal sealed partial class DraftJson : JsonSerializerContext
{
    private static readonly AIJsonSchemaTransformOptions Strict = new() { RequireAllProperties = true, DisallowAdditionalProperties = true };

    /// <summary>The one instance to use.</summary>
    public static DraftJson Texts => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What an answer must look like, as endpoints with structured output take it.</summary>
    public static JsonElement Schema<T>() =>
        AIJsonUtilities.TransformSchema(AIJsonUtilities.CreateJsonSchema(typeof(T), serializerOptions: Texts.Options), Strict);
}
