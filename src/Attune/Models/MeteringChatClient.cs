using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>Stands right before the model and counts every attempt. For one trial.</summary>
internal sealed class MeteringChatClient(IChatClient innerClient, CallMeter meter) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        meter.Begin();
        var began = Stopwatch.GetTimestamp();
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            var own = Stopwatch.GetElapsedTime(began) - QueueTime.Of(response);
            meter.Answered(response.Usage is null ? null : TokenUsage.Of(response.Usage), own > TimeSpan.Zero ? own : TimeSpan.Zero);
            return response;
        }
        catch (ModelCallException e)
        {
            meter.Failed(e);
            throw;
        }
    }

    /// <summary>Leaves the model's client open: it serves the other trials too.</summary>
    protected override void Dispose(bool disposing)
    {
    }
}
