using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>Sends system messages and the last user message only: the blind floor, what a model scores without any memory of the user.</summary>
/// <param name="innerClient">The client that is kept blind.</param>
public sealed class NoHistoryChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Blind(messages), options, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Blind(messages), options, cancellationToken);

    private static List<ChatMessage> Blind(IEnumerable<ChatMessage> messages)
    {
        var all = messages.ToList();
        var last = all.FindLastIndex(m => m.Role == ChatRole.User);
        return [.. all.Where((m, i) => i == last || m.Role == ChatRole.System)];
    }
}
