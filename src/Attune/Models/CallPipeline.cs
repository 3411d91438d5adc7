using Attune.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The way of every call of a run, whoever makes it: retried, and each attempt metered and traced. Thread-safe.</summary>
internal sealed class CallPipeline(CallRetry retry)
{
    /// <summary>The client through which one trial asks a model in one role.</summary>
    public IChatClient To(ChatModel model, CallMeter meter) => new RetryingChatClient(
        new MeteringChatClient(new TelemetryChatClient(model.Client, model.Name), meter), retry);
}
