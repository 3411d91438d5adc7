using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// Stands between a judge and its retries: a reply that breaks off is a call that failed, to be made again and never to be cached.
/// Streams pass. Thread-safe if the inner client is.
/// </summary>
internal sealed class WholeReplyChatClient(IChatClient innerClient, ModelName judge) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (!JudgeReply.BreaksOff(response)) return response;
        throw new ModelCallException(CallFault.CutOff, new($"judge {judge}", JudgeReply.BrokenOff, "Let it write more with a larger ?max_output=N, or reason less with ?reasoning=low"));
    }
}
