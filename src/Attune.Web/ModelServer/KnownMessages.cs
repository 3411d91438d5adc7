using System.Text.Json;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer;

/// <summary>
/// Messages that have come before, by their bytes on the wire. Histories are sent again with every question; a message known from
/// before is neither unescaped nor counted again, and the model gets the very object that it has analysed already. Thread-safe.
/// </summary>
internal sealed class KnownMessages(MessageTokens tokens)
{
    private const long Budget = 64_000_000;

    private readonly RecentlyUsed<UInt128, KnownMessage> _messages = new(Budget);

    /// <summary>The message of a role whose text stands under the cursor.</summary>
    /// <exception cref="Refusal">The string is not valid Unicode.</exception>
    public KnownMessage Get(ChatRole role, ref Utf8JsonReader text)
    {
        var wire = Fingerprint.Of(text.ValueSpan, KindOf(role));
        return _messages.TryGet(wire, out var known) ? known : Add(wire, role, text.Text("content"));
    }

    /// <summary>One message of several parts.</summary>
    public KnownMessage Join(ChatRole role, IReadOnlyList<KnownMessage> parts)
    {
        if (parts.Count == 1) return parts[0];
        var wire = Fingerprint.Of([KindOf(role), .. parts.Select(p => p.Name)]);
        return _messages.TryGet(wire, out var known) ? known : Add(wire, role, string.Concat(parts.Select(p => p.Message.Text)));
    }

    private KnownMessage Add(UInt128 wire, ChatRole role, string text)
    {
        var message = new ChatMessage(role, text);
        var known = new KnownMessage(message, Fingerprint.Of(text, KindOf(role)), tokens.Count(message));
        _messages.Set(wire, known, text.Length + 100);
        return known;
    }

    private static ulong KindOf(ChatRole role) => role == ChatRole.System ? 1UL : role == ChatRole.User ? 2UL : 3UL;
}

/// <summary>A message and what is known of it.</summary>
/// <param name="Message">Shared by all requests that contain it; not to be changed.</param>
/// <param name="Name">The fingerprint of role and text.</param>
/// <param name="Tokens">The length of its text.</param>
internal sealed record KnownMessage(ChatMessage Message, UInt128 Name, int Tokens);
