using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

/// <summary>Serves the embedded models under both protocols, by the model's name.</summary>
internal static class ServedModel
{
    public static Task<ModelServer> StartAsync()
    {
        var tokens = new MessageTokens(Tokenizer.Default);
        return ModelServer.StartAsync(async (context, sent) =>
        {
            var model = EmbeddedModels.Create(ModelName.Parse($"embedded:{sent.Json.GetProperty("model").GetString()}"), tokens);
            var answer = await model.Client.GetResponseAsync(Messages(sent.Json));
            var body = sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Anthropic(answer) : OpenAi(answer);
            await Reply.Ok(body.ToJsonString()).WriteAsync(context);
        });
    }

    private static List<ChatMessage> Messages(JsonElement request)
    {
        var messages = request.GetProperty("messages").EnumerateArray()
            .Select(m => new ChatMessage(new ChatRole(m.GetProperty("role").GetString()!), Text(m.GetProperty("content")))).ToList();
        if (request.TryGetProperty("system", out var system)) messages.Insert(0, new(ChatRole.System, Text(system)));
        return messages;
    }

    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));

    private static JsonObject OpenAi(ChatResponse answer) => new()
    {
        ["id"] = "c",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = answer.Usage!.InputTokenCount,
            ["completion_tokens"] = answer.Usage.OutputTokenCount,
            ["total_tokens"] = answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount,
        },
    };

    private static JsonObject Anthropic(ChatResponse answer) => new()
    {
        ["id"] = "m",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = "served",
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = answer.Text }),
        ["stop_reason"] = "end_turn",
        ["usage"] = new JsonObject { ["input_tokens"] = answer.Usage!.InputTokenCount, ["output_tokens"] = answer.Usage.OutputTokenCount },
    };
}
