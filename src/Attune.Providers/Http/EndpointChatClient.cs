using System.Runtime.CompilerServices;
using Attune.Models;
using Attune.Providers.Limits;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Http;

/// <summary>
/// The border to a vendor's client: a call waits here until its account has room for it, and beyond it, a failed call is a
/// <see cref="ModelCallException"/> and nothing else. Thread-safe.
/// </summary>
internal sealed class EndpointChatClient(IChatClient innerClient, EndpointCall call, CallFaults faults, InputEstimate estimate) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return call.RunAsync(estimate.Of(prompt, options), AskAsync, cancellationToken);

        async Task<ChatResponse> AskAsync(Turn turn, CancellationToken token)
        {
            var response = await base.GetResponseAsync(prompt, options, token).ConfigureAwait(false);
            if (response.Usage is { } usage) turn.Charge(TokenUsage.Of(usage));
            if (turn.Waited > TimeSpan.Zero) QueueTime.Note(response, turn.Waited);
            return response;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var finished = false;
        await foreach (var update in call.StreamAsync(estimate.Of(prompt, options), Ask, cancellationToken).ConfigureAwait(false))
        {
            finished |= update.FinishReason is not null;
            yield return update;
        }

        // A connection that is cut between two events looks like an end.
        if (!finished) throw faults.BrokeOff("ended its answer before the model was done");

        IAsyncEnumerable<ChatResponseUpdate> Ask(Turn turn, CancellationToken token) =>
            Charged(base.GetStreamingResponseAsync(prompt, options, token), turn, token);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Charged(
        IAsyncEnumerable<ChatResponseUpdate> updates, Turn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Some protocols tell the use of the prompt first and that of the answer last.
        var sum = TokenUsage.None;
        await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var usage in update.Contents.OfType<UsageContent>()) turn.Charge(sum += TokenUsage.Of(usage.Details));
            yield return update;
        }
    }
}
