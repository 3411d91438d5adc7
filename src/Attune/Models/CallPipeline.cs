using Attune.Models.Caching;
using Attune.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The way of every call of a run, whoever makes it: answered from the cache, or retried, and each attempt metered and traced. Thread-safe.</summary>
/// <param name="retry">Makes calls again.</param>
/// <param name="cache">Null where nothing is to be cached. Embedded models are neither cached nor asked again: they cost nothing and do not fail in passing.</param>
internal sealed class CallPipeline(CallRetry retry, ResponseCache? cache = null)
{
    /// <summary>The client through which one trial asks a model in one role.</summary>
    public IChatClient To(ChatModel model, CallMeter meter)
    {
        var metered = new MeteringChatClient(new TelemetryChatClient(model.Client, model.Name), meter);
        if (model.IsEmbedded) return metered;
        var retrying = new RetryingChatClient(metered, retry);
        return cache is null ? retrying : new CachingChatClient(retrying, model.Name, cache);
    }
}
