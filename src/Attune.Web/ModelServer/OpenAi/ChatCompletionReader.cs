using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary>Reads requests of <c>/v1/chat/completions</c>. What embedded models have no use for, such as temperature and tools, is ignored.</summary>
internal ref struct ChatCompletionReader
{
    private readonly KnownMessages _known;
    private Utf8JsonReader _json;
    private string? _model;
    private Prompt? _prompt;
    private (int Start, int End) _messages;
    private (int? Limit, int? OlderLimit) _tokens;
    private (bool Wanted, bool WithUsage) _stream;
    private List<string> _stops = [];

    private ChatCompletionReader(ReadOnlySpan<byte> body, KnownMessages known)
    {
        _json = RequestJson.Open(body);
        _known = known;
    }

    public static ChatRequest Read(ReadOnlySpan<byte> body, ServedModel served, KnownMessages known)
    {
        var read = new ChatCompletionReader(body, known);
        while (read._json.NextField()) read.ReadField();
        read._json.Close();
        var prompt = read._prompt ?? throw Refusal.Missing("messages");
        return new()
        {
            Model = served.Expect(read._model),
            Prompt = prompt,
            MaxTokens = read._tokens.Limit ?? read._tokens.OlderLimit,
            Stops = read._stops,
            Stream = read._stream.Wanted,
            StreamUsage = read._stream.WithUsage,
            Name = Fingerprint.Of(prompt.Name, Fingerprint.Of(body[..read._messages.Start]), Fingerprint.Of(body[read._messages.End..])),
        };
    }

    private void ReadField()
    {
        if (_json.ValueTextEquals("messages"u8))
        {
            _messages.Start = (int)_json.TokenStartIndex;
            _prompt = ReadMessages(ref _json, _known);
            _messages.End = (int)_json.BytesConsumed;
        }
        else if (_json.ValueTextEquals("model"u8)) _model = _json.HasValue() ? _json.Word("model") : null;
        else if (_json.ValueTextEquals("stream"u8)) _stream.Wanted = _json.HasValue() && _json.Flag("stream");
        else if (_json.ValueTextEquals("stream_options"u8)) _stream.WithUsage = ReadStreamOptions(ref _json);
        else if (_json.ValueTextEquals("max_tokens"u8)) _tokens.OlderLimit = ReadLimit(ref _json, "max_tokens");
        else if (_json.ValueTextEquals("max_completion_tokens"u8)) _tokens.Limit = ReadLimit(ref _json, "max_completion_tokens");
        else if (_json.ValueTextEquals("stop"u8)) _stops = ReadStops(ref _json);
        else if (_json.ValueTextEquals("n"u8)) ReadCount(ref _json);
        else if (_json.ValueTextEquals("temperature"u8)) _json.ExpectNumber("temperature");
        else if (_json.ValueTextEquals("top_p"u8)) _json.ExpectNumber("top_p");
        else _json.Skip();
    }

    private static Prompt ReadMessages(ref Utf8JsonReader json, KnownMessages known)
    {
        if (!json.HasValue() || json.TokenType != JsonTokenType.StartArray) throw Refusal.Invalid("messages", "an array of messages");
        var prompt = new Prompt("openai", cachedByMark: false);
        for (var i = 0; json.NextItem(); i++) prompt.Add(ReadMessage(ref json, i, known));
        return prompt.Messages.Count > 0 ? prompt : throw Refusal.Invalid("messages", "at least one message");
    }

    private static KnownMessage ReadMessage(ref Utf8JsonReader json, int index, KnownMessages known)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid($"messages[{index}]", "an object with role and content");
        ChatRole? role = null;
        Utf8JsonReader content = default;
        while (json.NextField())
        {
            if (json.ValueTextEquals("role"u8)) role = ReadRole(ref json, index);
            else if (json.ValueTextEquals("content"u8))
            {
                json.Read();
                content = json;
                json.Skip();
            }
            else json.Skip();
        }

        var read = role ?? throw Refusal.Missing($"messages[{index}].role");
        return content.TokenType switch
        {
            JsonTokenType.None => throw Refusal.Missing($"messages[{index}].content"),
            JsonTokenType.String => known.Get(read, ref content),
            JsonTokenType.StartArray => known.Join(read, ReadParts(ref content, read, index, known)),
            _ => throw Refusal.Invalid($"messages[{index}].content", "a string or an array of text parts"),
        };
    }

    private static ChatRole ReadRole(ref Utf8JsonReader json, int index)
    {
        if (!json.HasValue() || json.TokenType != JsonTokenType.String) throw Refusal.Invalid($"messages[{index}].role", "a string");
        if (json.ValueTextEquals("user"u8)) return ChatRole.User;
        if (json.ValueTextEquals("assistant"u8)) return ChatRole.Assistant;
        if (json.ValueTextEquals("system"u8) || json.ValueTextEquals("developer"u8)) return ChatRole.System;
        throw Refusal.Invalid($"messages[{index}].role", "one of system, developer, user, assistant");
    }

    private static List<KnownMessage> ReadParts(ref Utf8JsonReader json, ChatRole role, int index, KnownMessages known)
    {
        var parts = new List<KnownMessage>();
        while (json.NextItem()) parts.Add(TextPart.Read(ref json, $"messages[{index}].content[{parts.Count}]", role, known).Text);
        return parts.Count > 0 ? parts : throw Refusal.Invalid($"messages[{index}].content", "at least one text part");
    }

    private static bool ReadStreamOptions(ref Utf8JsonReader json)
    {
        if (!json.HasValue()) return false;
        if (json.TokenType != JsonTokenType.StartObject) throw Refusal.Invalid("stream_options", "an object");
        var usage = false;
        while (json.NextField())
        {
            if (json.ValueTextEquals("include_usage"u8)) usage = json.HasValue() && json.Flag("stream_options.include_usage");
            else json.Skip();
        }

        return usage;
    }

    private static int? ReadLimit(ref Utf8JsonReader json, string field) => json.HasValue() ? json.Integer(field, 1, int.MaxValue) : null;

    private static void ReadCount(ref Utf8JsonReader json)
    {
        if (json.HasValue()) json.Integer("n", 1, 1);
    }

    private static List<string> ReadStops(ref Utf8JsonReader json)
    {
        if (!json.HasValue()) return [];
        return json.TokenType == JsonTokenType.String ? [json.Word("stop")] : json.Words("stop");
    }
}
