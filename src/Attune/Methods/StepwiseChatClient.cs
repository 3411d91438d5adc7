using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// The shape of methods that make several calls for an answer: steps first, each a call, then the answer, which streams where the
/// caller streams. <see cref="MethodSteps"/> reads the steps off the response; its usage is the sum over all calls, and null where
/// one of them did not say. A step that fails fails the answer. The history must be in the messages; used together with function
/// calls, a method belongs outside of what invokes them. Thread-safe if the inner client is.
/// </summary>
public abstract class StepwiseChatClient : DelegatingChatClient
{
    private protected StepwiseChatClient(IChatClient innerClient) : base(innerClient)
    {
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var steps = new StepCalls(InnerClient, options);
        var prompt = await PromptAsync(messages, steps, cancellationToken).ConfigureAwait(false);
        var response = await base.GetResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false);
        return steps.Steps.Count == 0 ? response : MethodSteps.Onto(response, steps.Steps, steps.With(response.Usage));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var steps = new StepCalls(InnerClient, options);
        var prompt = await PromptAsync(messages, steps, cancellationToken).ConfigureAwait(false);
        ChatResponseUpdate? last = null;
        var told = false;
        await foreach (var update in base.GetStreamingResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false))
        {
            told |= update.Contents.OfType<UsageContent>().Any();
            last = update;
            yield return update;
        }

        if (steps.Steps.Count == 0) yield break;
        var closing = MethodSteps.Closing(steps.Steps, last);
        if (told && steps.Usage is { } usage) closing.Contents.Add(new UsageContent(usage));
        yield return closing;
    }

    /// <summary>Takes the steps and gives the prompt of the last call.</summary>
    private protected abstract Task<IReadOnlyList<ChatMessage>> PromptAsync(
        IReadOnlyList<ChatMessage> messages, StepCalls steps, CancellationToken cancellationToken);

    private Task<IReadOnlyList<ChatMessage>> PromptAsync(IEnumerable<ChatMessage> messages, StepCalls steps, CancellationToken cancellationToken) =>
        PromptAsync(messages as IReadOnlyList<ChatMessage> ?? [.. messages], steps, cancellationToken);
}
