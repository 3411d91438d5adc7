using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Attune.Web.ModelServer.Anthropic;
using Attune.Web.ModelServer.OpenAi;
using Attune.Web.ModelServer.Tuning;

namespace Attune.Web.ModelServer;

/// <summary>How responses are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatCompletionChunk))]
[JsonSerializable(typeof(EmbeddingList<float[]>))]
[JsonSerializable(typeof(EmbeddingList<string>))]
[JsonSerializable(typeof(OpenAiError))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(AnthropicError))]
[JsonSerializable(typeof(TrafficReport))]
[JsonSerializable(typeof(FileItem))]
[JsonSerializable(typeof(FileDeleted))]
[JsonSerializable(typeof(JobItem))]
[JsonSerializable(typeof(ItemList<FileItem>))]
[JsonSerializable(typeof(ItemList<JobItem>))]
[JsonSerializable(typeof(ItemList<JobEvent>))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The one instance to use: text stays readable, unescaped where JSON allows it.</summary>
    public static WireJson Compact => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>For documents that people read.</summary>
    public static WireJson Indented => field ??= new(new(Compact.Options) { WriteIndented = true, NewLine = "\n" });
}
