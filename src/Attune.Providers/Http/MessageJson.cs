using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Http;

/// <summary>
/// Messages as JSON in UTF-8, each written once for as long as it lives: histories share their messages, and are sent again with every
/// question. A message must not change afterwards. Thread-safe.
/// </summary>
/// <param name="write">Writes a message as one endpoint's protocol has it; nothing where it is not sent at all.</param>
internal sealed class MessageJson(Action<Utf8JsonWriter, ChatMessage> write)
{
    /// <summary>Escapes only what JSON wants escaped. A lone surrogate becomes U+FFFD, for there is no valid UTF-8 for it.</summary>
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConditionalWeakTable<ChatMessage, byte[]> _known = [];

    /// <exception cref="NotSupportedException">The message's role or content is none that can be sent.</exception>
    public byte[] Of(ChatMessage message) => _known.TryGetValue(message, out var known) ? known : _known.GetValue(message, Write);

    /// <summary>The role's name in both protocols.</summary>
    /// <exception cref="NotSupportedException">The message is another's than the system's, the user's and the assistant's, or holds more than text.</exception>
    public static string Role(ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(c => c is DataContent or UriContent or HostedFileContent or FunctionCallContent or FunctionResultContent) is { } other)
            throw new NotSupportedException($"A message with {other.GetType().Name} cannot be sent: only text can.");
        return message.Role == ChatRole.System || message.Role == ChatRole.User || message.Role == ChatRole.Assistant
            ? message.Role.Value
            : throw new NotSupportedException($"A message with the role '{message.Role}' cannot be sent: only system, user and assistant can.");
    }

    private byte[] Write(ChatMessage message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed)) write(writer, message);
        return stream.ToArray();
    }
}
