namespace Attune.Models.Caching;

/// <summary>A request whose answer is stored.</summary>
/// <param name="Head">Model and options.</param>
/// <param name="Prefix">The digests of all messages but the last. Requests on one history share one list.</param>
/// <param name="Last">The digest of the last message.</param>
public sealed record StoredRequest(RequestHead Head, IReadOnlyList<Digest> Prefix, Digest Last)
{
    /// <summary>Messages in all.</summary>
    internal int Messages => Prefix.Count + 1;

    /// <summary>The digest of the first message.</summary>
    internal Digest First => Prefix.Count > 0 ? Prefix[0] : Last;

    /// <summary>Messages from the first on that are the same in a request.</summary>
    internal int Shared(CacheRequest request)
    {
        var most = Math.Min(Messages, request.Messages.Count);
        var shared = 0;
        while (shared < most && request.Messages[shared] == (shared < Prefix.Count ? Prefix[shared] : Last)) shared++;
        return shared;
    }
}
