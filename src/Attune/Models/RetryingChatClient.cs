using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>
/// Asks again where a call fails for a passing reason. A stream is begun again only as long as nothing of it has been handed on.
/// What stands inside sees every attempt. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">Throws <see cref="ModelCallException"/> for failed calls; other exceptions pass.</param>
/// <param name="retry">When and how often; null means the defaults.</param>
public sealed class RetryingChatClient(IChatClient innerClient, CallRetry? retry = null) : DelegatingChatClient(innerClient)
{
    private readonly CallRetry _retry = retry ?? new();

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Read once: the caller's sequence may not be there twice.
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        return _retry.RunAsync(token => base.GetResponseAsync(prompt, options, token), cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var (updates, any) = await _retry.RunAsync(_ => BeginAsync(prompt, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        await using (updates.ConfigureAwait(false))
        {
            for (; any; any = await updates.MoveNextAsync().ConfigureAwait(false)) yield return updates.Current;
        }
    }

    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, bool Any)> BeginAsync(
        IReadOnlyList<ChatMessage> prompt, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return (updates, await updates.MoveNextAsync().ConfigureAwait(false));
        }
        catch
        {
            await updates.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
