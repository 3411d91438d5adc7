namespace Attune.Models.Caching;

/// <summary>What a response cache is used for.</summary>
public enum CacheMode
{
    /// <summary>Answers what is stored, sends what is not, and stores its answer.</summary>
    Read,

    /// <summary>Sends everything, and stores the answers in place of older ones.</summary>
    Refresh,

    /// <summary>Sends nothing: what is not stored fails with <see cref="CallFault.NotStored"/>.</summary>
    Replay,
}
