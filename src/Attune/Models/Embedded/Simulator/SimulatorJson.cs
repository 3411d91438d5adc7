using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Attune.Models.Embedded.Simulator.Mining;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>How the bank and requests are read, and answers written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true,
    Converters = [typeof(KebabCase<PreferenceKind>), typeof(KebabCase<PreferenceType>)])]
[JsonSerializable(typeof(PreferenceSeed))]
[JsonSerializable(typeof(SeedTalk))]
[JsonSerializable(typeof(Milestone))]
[JsonSerializable(typeof(RandomTalk))]
[JsonSerializable(typeof(PeopleMaterial))]
[JsonSerializable(typeof(Frames))]
[JsonSerializable(typeof(Theme))]
[JsonSerializable(typeof(Talk))]
[JsonSerializable(typeof(SimulatedRequest))]
[JsonSerializable(typeof(IReadOnlyList<CategoryWords>))]
[JsonSerializable(typeof(IReadOnlyList<AnswerWish>))]
[JsonSerializable(typeof(SelfWords))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class SimulatorJson : JsonSerializerContext
{
    /// <summary>The one instance to use.</summary>
    public static SimulatorJson Bank => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>An answer as text.</summary>
    public static string Text(JsonObject answer) => JsonSerializer.Serialize(answer, Bank.JsonObject);
}
