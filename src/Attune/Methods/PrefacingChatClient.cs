using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// The shape of most methods: some text is put before the user's last message, in the same message, and everything else passes
/// through. The caller's messages stay as they are. Thread-safe if the inner client is.
/// </summary>
public abstract class PrefacingChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await base.GetResponseAsync(await WithPrefaceAsync(messages, cancellationToken).ConfigureAwait(false), options, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prefaced = await WithPrefaceAsync(messages, cancellationToken).ConfigureAwait(false);
        await foreach (var update in base.GetStreamingResponseAsync(prefaced, options, cancellationToken).ConfigureAwait(false))
            yield return update;
    }

    /// <summary>The text to put before the question.</summary>
    /// <param name="history">All messages before the last user message.</param>
    /// <param name="question">The last user message.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    protected abstract ValueTask<string> PrefaceAsync(IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken);

    private async ValueTask<IEnumerable<ChatMessage>> WithPrefaceAsync(IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return AskedQuestion.In(all) is { } asked
            ? asked.WithPreface(await PrefaceAsync(asked.History, asked.Question, cancellationToken).ConfigureAwait(false))
            : all;
    }
}
