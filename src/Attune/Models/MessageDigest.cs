using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The identity of a message, its role and text: computed once for as long as the message lives, so that a long history costs nothing the second time. Thread-safe.</summary>
internal static class MessageDigest
{
    private static readonly ConditionalWeakTable<ChatMessage, Known> Table = [];

    /// <summary>SHA-256 of role, NUL and text; 32 bytes, not to be changed.</summary>
    public static byte[] Of(ChatMessage message) => Find(message).Hash;

    /// <summary>The link that a message adds to a chain. The last one is remembered, because the next prompt on a history takes it again.</summary>
    public static Digest Chain(Digest before, ChatMessage message, out Digest digest)
    {
        var known = Find(message);
        digest = known.Digest;
        var link = known.Last;
        if (link is null || link.Before != before) known.Last = link = new(before, before.Then(digest));
        return link.After;
    }

    private static Known Find(ChatMessage message)
    {
        // A message can be changed by whoever owns it; its strings cannot, so the same string is proof that nothing was.
        var text = message.Text;
        if (Table.TryGetValue(message, out var known) && ReferenceEquals(known.Text, text) && known.Role == message.Role) return known;
        known = new(message.Role, text);
        Table.AddOrUpdate(message, known);
        return known;
    }

    private sealed class Known(ChatRole role, string text)
    {
        public ChatRole Role { get; } = role;

        public string Text { get; } = text;

        public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes($"{role.Value}\0{text}"));

        public Digest Digest => Digest.Read(Hash);

        public Link? Last { get; set; }
    }

    private sealed record Link(Digest Before, Digest After);
}
