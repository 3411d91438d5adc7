using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>
/// Lets a model see only the newest messages that fit its window, whole messages only; system messages and the last message are
/// always kept. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">The model.</param>
/// <param name="window">Tokens of text.</param>
/// <param name="tokens">Counts them.</param>
public sealed class WindowChatClient(IChatClient innerClient, int window, MessageTokens tokens) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Newest(messages), options, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Newest(messages), options, cancellationToken);

    private List<ChatMessage> Newest(IEnumerable<ChatMessage> messages)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var left = window - all.Where(m => m.Role == ChatRole.System).Sum(m => (long)tokens.Count(m));
        var kept = new List<ChatMessage>();
        var full = false;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Role != ChatRole.System)
            {
                if (full) continue;
                left -= tokens.Count(all[i]);
                full = left < 0 && i < all.Count - 1;
                if (full) continue;
            }

            kept.Add(all[i]);
        }

        kept.Reverse();
        return kept;
    }
}
