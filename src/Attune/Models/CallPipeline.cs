using System.Collections.Concurrent;
using Attune.Models.Caching;
using Attune.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>
/// The way of every call of a run, whoever makes it: answered from the cache, or retried, and each attempt metered and traced. An
/// endpoint that fails call after call ends the run. Thread-safe.
/// </summary>
/// <param name="retry">Makes calls again.</param>
/// <param name="cache">Null where nothing is to be cached. Embedded models are neither cached nor asked again: they cost nothing and do not fail in passing.</param>
internal sealed class CallPipeline(CallRetry retry, ResponseCache? cache = null)
{
    private readonly ConcurrentDictionary<string, FailureStreak> _streaks = new(StringComparer.Ordinal);

    /// <summary>The client through which one trial asks a model in one role.</summary>
    /// <param name="model">Whom.</param>
    /// <param name="meter">Counts every attempt.</param>
    /// <param name="check">Puts a client around each attempt that throws where its answer is not to be taken; null takes every answer.</param>
    /// <param name="mayAgain">Asked before an attempt that follows one which may be billed; null means always.</param>
    public IChatClient To(ChatModel model, CallMeter meter, Func<IChatClient, IChatClient>? check = null, Func<bool>? mayAgain = null)
    {
        var metered = new MeteringChatClient(new TelemetryChatClient(model.Client, model.Name), meter);
        if (model.IsEmbedded) return metered;
        var attempt = check?.Invoke(metered) ?? metered;
        if (mayAgain is not null) attempt = new AffordedChatClient(attempt, mayAgain);
        var retrying = new StreakChatClient(new RetryingChatClient(attempt, retry), StreakOf(model));
        return cache is null ? retrying : new CachingChatClient(retrying, model.Name, cache);
    }

    /// <summary>One for all models at an address.</summary>
    private FailureStreak StreakOf(ChatModel model)
    {
        var address = (model.Client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderUri?.AbsoluteUri;
        return _streaks.GetOrAdd(address ?? model.Name.Text, _ => new());
    }
}
