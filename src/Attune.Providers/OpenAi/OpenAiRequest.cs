using System.ClientModel.Primitives;
using System.Text.Json;
using Attune.Models;
using Attune.Providers.Http;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Attune.Providers.OpenAi;

/// <summary>Says on the wire what calls ask for: messages in our own JSON, written once, and options in the SDK's. Thread-safe.</summary>
internal sealed class OpenAiRequest
{
    /// <summary>OpenAI caches prefixes from 1,024 tokens on; this is about as much text.</summary>
    private const int ShortestCached = 4096;

    private static readonly byte[] Begin = "{\"messages\":["u8.ToArray();
    private static readonly byte[] End = "}"u8.ToArray();

    private static readonly MessageJson Messages = new((json, message) =>
    {
        json.WriteStartObject();
        json.WriteString("role"u8, MessageJson.Role(message));
        json.WriteString("content"u8, message.Text);
        json.WriteEndObject();
    });

    private readonly bool _vendors;
    private readonly byte[] _model;

    public OpenAiRequest(Endpoint endpoint) =>
        (_vendors, _model) = (endpoint.IsVendors, [.. "],\"model\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(endpoint.Name.Model)]);

    /// <exception cref="NotSupportedException">A message or an option cannot be sent.</exception>
    public RequestBody Of(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streams)
    {
        List<ChatMessage> prompt = [.. messages];
        if (options?.Instructions is { Length: > 0 } instructions) prompt.Insert(0, new(ChatRole.System, instructions));

        var body = new RequestBody().Add(Begin);
        var first = true;
        foreach (var message in prompt) body.AddComma(ref first).Add(Messages.Of(message));
        body.Add(_model);

        // An object after an object: its opening brace becomes a comma, and an empty one goes.
        var asked = ModelReaderWriter.Write(Options(prompt, options, streams)).ToArray();
        if (asked.Length <= 2) return body.Add(End);
        asked[0] = (byte)',';
        return body.Add(asked);
    }

    private ChatCompletionOptions Options(IReadOnlyList<ChatMessage> prompt, ChatOptions? options, bool streams)
    {
        var request = OpenAiOptions.Of(options, _vendors);
        if (streams) request.Patch.Set("$.stream"u8, true);
        if (streams) request.Patch.Set("$.stream_options"u8, """{"include_usage":true}"""u8);
        if (_vendors && CacheKey(prompt) is { } key) request.Patch.Set("$.prompt_cache_key"u8, key);
        return request;
    }

    /// <summary>
    /// The same for all questions on one history, so that they come to where it is cached. Null where the history is too short for that;
    /// compatible servers get none, for some refuse what they do not know.
    /// </summary>
    private static string? CacheKey(IReadOnlyList<ChatMessage> prompt)
    {
        var length = 0;
        for (var i = 0; i < prompt.Count - 1; i++)
            if ((length += prompt[i].Text.Length) >= ShortestCached) return PromptHash.Of(prompt.SkipLast(1));
        return null;
    }
}
