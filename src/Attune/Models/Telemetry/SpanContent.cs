using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Attune.Models.Telemetry;

/// <summary>Prompt and answer as span attributes, in the shape of the semantic conventions.</summary>
internal static class SpanContent
{
    public static void Record(Activity span, IEnumerable<ChatMessage> prompt, ChatResponse response)
    {
        span.SetTag("gen_ai.input.messages", Json(prompt));
        span.SetTag("gen_ai.output.messages", Json(response.Messages));
    }

    private static string Json(IEnumerable<ChatMessage> messages) =>
        new JsonArray([.. messages.Select(Message)]).ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonNode Message(ChatMessage message) => new JsonObject
    {
        ["role"] = message.Role.Value,
        ["parts"] = new JsonArray(new JsonObject { ["type"] = "text", ["content"] = message.Text }),
    };
}
