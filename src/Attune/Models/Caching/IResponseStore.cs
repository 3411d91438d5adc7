namespace Attune.Models.Caching;

/// <summary>
/// Keeps answers by the key of their request. Calls are short and synchronous, and may come from many threads at once. What cannot be
/// read or written is a <see cref="BadInputException"/> that names the file.
/// </summary>
public interface IResponseStore : IDisposable
{
    /// <summary>The answer to a request; null where there is none.</summary>
    /// <param name="key">The request.</param>
    /// <param name="use">Whether what is found counts as used, and a call as saved; false to look only.</param>
    StoredResponse? Get(Digest key, bool use = true);

    /// <summary>Keeps the answer to a request, in place of an older one. When this returns, every other reader of the store finds it.</summary>
    void Put(CacheRequest request, StoredResponse response);

    /// <summary>All requests that are answered, those that share a prefix one after the other. Read while it is enumerated.</summary>
    IEnumerable<StoredRequest> Requests();

    /// <summary>What is stored and what it has saved.</summary>
    CacheStatistics Statistics();

    /// <summary>Removes answers and gives their space back.</summary>
    PrunedResponses Prune(PruneOptions options);
}
