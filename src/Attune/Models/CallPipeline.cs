using Attune.Models.Caching;
using Attune.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The way of every call of a run, whoever makes it: answered from the cache, or retried, and each attempt metered and traced. Thread-safe.</summary>
/// <param name="retry">Makes calls again.</param>
/// <param name="cache">Null where nothing is to be cached. Embedded models never are: they cost nothing.</param>
internal sealed class CallPipeline(CallRetry retry, ResponseCache? cache = null)
{
    /// <summary>The client through which one trial asks a model in one role.</summary>
    public IChatClient To(ChatModel model, CallMeter meter)
    {
        var client = new RetryingChatClient(new MeteringChatClient(new TelemetryChatClient(model.Client, model.Name), meter), retry);
        return cache is null || model.IsEmbedded ? client : new CachingChatClient(client, model.Name, cache);
    }
}
