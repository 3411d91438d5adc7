using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Claude;

/// <summary>
/// Marks the end of what several calls share, so that the endpoint caches it: the history, which is everything before the last
/// message, or a judge's rubric. Messages are shared between trials, so the marked one is a copy.
/// </summary>
internal sealed class CacheBreakpointChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Marked(messages), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Marked(messages), options, cancellationToken);

    private static List<ChatMessage> Marked(IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> sent = [.. messages];

        // An empty block cannot carry a mark.
        if (sent.Count > 1 && sent[^2].Text.Length > 0)
            sent[^2] = new(sent[^2].Role, [new TextContent(sent[^2].Text).WithCacheControl(new CacheControlEphemeral())]);
        return sent;
    }
}
