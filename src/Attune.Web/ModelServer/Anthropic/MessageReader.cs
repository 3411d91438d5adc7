using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer.Anthropic;

/// <summary>Reads requests of <c>/v1/messages</c>. What embedded models have no use for, such as temperature and tools, is ignored.</summary>
internal ref struct MessageReader
{
    private readonly KnownMessages _known;
    private Utf8JsonReader _json;
    private string? _model;
    private Blocks? _system;
    private List<Blocks>? _messages;
    private (int Start, int End) _place;
    private TimeSpan? _wholeMark;
    private int? _maxTokens;
    private bool _stream;
    private List<string> _stops = [];

    private MessageReader(ReadOnlySpan<byte> body, KnownMessages known)
    {
        _json = RequestJson.Open(body);
        _known = known;
    }

    public static ChatRequest Read(ReadOnlySpan<byte> body, ServedModel served, KnownMessages known)
    {
        var read = new MessageReader(body, known);
        while (read._json.NextField()) read.ReadField();
        read._json.Close();
        var prompt = Assemble(read._system, read._messages ?? throw Refusal.Missing("messages"), read._wholeMark);
        return new()
        {
            Model = served.Expect(read._model),
            Prompt = prompt,
            MaxTokens = read._maxTokens ?? throw Refusal.Missing("max_tokens"),
            Stops = read._stops,
            Stream = read._stream,
            Name = Fingerprint.Of(prompt.Name, Fingerprint.Of(body[..read._place.Start]), Fingerprint.Of(body[read._place.End..])),
        };
    }

    private void ReadField()
    {
        if (_json.ValueTextEquals("messages"u8))
        {
            _place.Start = (int)_json.TokenStartIndex;
            _messages = ReadMessages(ref _json, _known);
            _place.End = (int)_json.BytesConsumed;
        }
        else if (_json.ValueTextEquals("system"u8)) _system = _json.HasValue() ? ReadContent(ref _json, "system", ChatRole.System, _known) : null;
        else if (_json.ValueTextEquals("model"u8)) _model = _json.HasValue() ? _json.Word("model") : null;
        else if (_json.ValueTextEquals("max_tokens"u8)) _maxTokens = _json.HasValue() ? _json.Integer("max_tokens", 1, int.MaxValue) : null;
        else if (_json.ValueTextEquals("stream"u8)) _stream = _json.HasValue() && _json.Flag("stream");
        else if (_json.ValueTextEquals("stop_sequences"u8)) _stops = _json.HasValue() ? _json.Words("stop_sequences") : [];
        else if (_json.ValueTextEquals("cache_control"u8)) _wholeMark = TextPart.ReadMark(ref _json, "cache_control");
        else if (_json.ValueTextEquals("temperature"u8)) _json.ExpectNumber("temperature");
        else if (_json.ValueTextEquals("top_p"u8)) _json.ExpectNumber("top_p");
        else _json.Skip();
    }

    /// <summary>The system prompt comes first, wherever it stands in the body.</summary>
    private static Prompt Assemble(Blocks? system, List<Blocks> messages, TimeSpan? whole)
    {
        var prompt = new Prompt("anthropic", cachedByMark: true);
        if (system is { } first) prompt.Add(first.Whole, first.Parts);
        foreach (var message in messages) prompt.Add(message.Whole, message.Parts);
        if (whole is { } lifetime) prompt.MarkLast(lifetime);
        var marks = prompt.Segments.Count(s => s.Mark is not null);
        return marks <= Prompt.MostMarks
            ? prompt
            : throw new Refusal(RefusalKind.Invalid, $"A maximum of {Prompt.MostMarks} blocks with cache_control may be provided. Found {marks}.");
    }

    private static List<Blocks> ReadMessages(ref Utf8JsonReader json, KnownMessages known)
    {
        if (!json.HasValue() || json.TokenType != JsonTokenType.StartArray) throw Refusal.Invalid("messages", "an array of messages");
        var messages = new List<Blocks>();
        while (json.NextItem()) messages.Add(ReadMessage(ref json, messages.Count, known));
        return messages.Count > 0 ? messages : throw Refusal.Invalid("messages", "at least one message");
    }

    private static Blocks ReadMessage(ref Utf8JsonReader json, int index, KnownMessages known)
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
        if (content.TokenType == JsonTokenType.None) throw Refusal.Missing($"messages[{index}].content");

        // The place is only written out where somebody may read it: most messages are one string.
        return ReadContent(ref content, content.TokenType == JsonTokenType.String ? "" : $"messages[{index}].content", read, known);
    }

    private static ChatRole ReadRole(ref Utf8JsonReader json, int index)
    {
        if (!json.HasValue() || json.TokenType != JsonTokenType.String) throw Refusal.Invalid($"messages[{index}].role", "a string");
        if (json.ValueTextEquals("user"u8)) return ChatRole.User;
        if (json.ValueTextEquals("assistant"u8)) return ChatRole.Assistant;
        throw Refusal.Invalid($"messages[{index}].role", "user or assistant; the system prompt is the field 'system'");
    }

    private static Blocks ReadContent(ref Utf8JsonReader json, string place, ChatRole role, KnownMessages known)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            var text = known.Get(role, ref json);
            return new(text, [(text, null)]);
        }

        if (json.TokenType != JsonTokenType.StartArray) throw Refusal.Invalid(place, "a string or an array of text blocks");
        var parts = new List<(KnownMessage Part, TimeSpan? Mark)>();
        while (json.NextItem()) parts.Add(TextPart.Read(ref json, $"{place}[{parts.Count}]", role, known));
        return parts.Count > 0
            ? new(known.Join(role, [.. parts.Select(p => p.Part)]), parts)
            : throw Refusal.Invalid(place, "at least one text block");
    }

    /// <summary>A message and the blocks that it came in.</summary>
    private readonly record struct Blocks(KnownMessage Whole, IReadOnlyList<(KnownMessage Part, TimeSpan? Mark)> Parts);
}
