using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>
/// A request as the cache knows it: digests, no texts. The key is a chain that begins with the head and takes one message after the
/// other, so the messages cannot trade text without another key. Immutable.
/// </summary>
public sealed class CacheRequest
{
    private CacheRequest(RequestHead head, Digest[] messages, Digest key) => (Head, Messages, Key) = (head, messages, key);

    /// <summary>Model and options.</summary>
    public RequestHead Head { get; }

    /// <summary>The digest of each message, role and text; at least one.</summary>
    public IReadOnlyList<Digest> Messages { get; }

    /// <summary>The identity of the whole request.</summary>
    public Digest Key { get; }

    /// <summary>The request that asks this. Messages that were seen before, in this place, are not hashed again, however long they are.</summary>
    /// <returns>Null where a message is more than a role and text, or there is none: such a request is not cached.</returns>
    public static CacheRequest? Of(RequestHead head, IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Count == 0 || !messages.All(IsPlain)) return null;
        var digests = new Digest[messages.Count];
        var key = head.Digest;
        for (var i = 0; i < digests.Length; i++) key = MessageDigest.Chain(key, messages[i], out digests[i]);
        return new(head, digests, key);
    }

    private static bool IsPlain(ChatMessage message)
    {
        if (message.AuthorName is not null || message.Role.Value.Contains('\0', StringComparison.Ordinal)) return false;
        foreach (var content in message.Contents)
            if (content is not TextContent) return false;
        return true;
    }
}
