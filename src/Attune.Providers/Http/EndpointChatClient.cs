using System.Runtime.CompilerServices;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Http;

/// <summary>The border to a vendor's client: beyond it, a failed call is a <see cref="ModelCallException"/> and nothing else. Thread-safe.</summary>
internal sealed class EndpointChatClient(IChatClient innerClient, EndpointCall call, CallFaults faults) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        call.RunAsync(token => base.GetResponseAsync(messages, options, token), cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var finished = false;
        await foreach (var update in call.StreamAsync(token => base.GetStreamingResponseAsync(messages, options, token), cancellationToken).ConfigureAwait(false))
        {
            finished |= update.FinishReason is not null;
            yield return update;
        }

        // A connection that is cut between two events looks like an end.
        if (!finished) throw faults.Make(CallFault.Network, "ended its answer before the model was done", "Try again; if it stays so, look at the server's log");
    }
}
