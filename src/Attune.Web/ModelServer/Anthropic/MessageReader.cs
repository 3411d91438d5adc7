using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer.Anthropic;

/// <summary>Reads requests of <c>/v1/messages</c>. What embedded models have no use for, such as temperature and tools, is ignored.</summary>
internal static class MessageReader
{
    public static ChatRequest Read(ReadOnlySpan<byte> body, ServedModel served, KnownMessages known)
    {
        var json = RequestJson.Open(body);
        var (model, maxTokens, stream) = ((string?)null, (int?)null, false);
        List<Blocks>? messages = null;
        Blocks? system = null;
        TimeSpan? whole = null;
        List<string> stops = [];
        var (before, after) = (0, 0);
        while (json.NextField())
        {
            if (json.ValueTextEquals("messages"u8))
            {
                before = (int)json.TokenStartIndex;
                messages = ReadMessages(ref json, known);
                after = (int)json.BytesConsumed;
            }
            else if (json.ValueTextEquals("system"u8)) system = json.HasValue() ? ReadContent(ref json, "system", ChatRole.System, known) : null;
            else if (json.ValueTextEquals("model"u8)) model = json.HasValue() ? json.Word("model") : null;
            else if (json.ValueTextEquals("max_tokens"u8)) maxTokens = json.HasValue() ? json.Integer("max_tokens", 1, int.MaxValue) : null;
            else if (json.ValueTextEquals("stream"u8)) stream = json.HasValue() && json.Flag("stream");
            else if (json.ValueTextEquals("stop_sequences"u8)) stops = json.HasValue() ? json.Words("stop_sequences") : [];
            else if (json.ValueTextEquals("cache_control"u8)) whole = TextPart.ReadMark(ref json, "cache_control");
            else if (json.ValueTextEquals("temperature"u8)) json.ExpectNumber("temperature");
            else if (json.ValueTextEquals("top_p"u8)) json.ExpectNumber("top_p");
            else json.Skip();
        }

        json.Close();
        var prompt = Assemble(system, messages ?? throw Refusal.Missing("messages"), whole);
        return new()
        {
            Model = served.Expect(model),
            Prompt = prompt,
            MaxTokens = maxTokens ?? throw Refusal.Missing("max_tokens"),
            Stops = stops,
            Stream = stream,
            Name = Fingerprint.Of(prompt.Name, Fingerprint.Of(body[..before]), Fingerprint.Of(body[after..])),
        };
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
