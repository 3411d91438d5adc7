using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// Stands between a judge or evaluator and its retries: a reply that breaks off is a call that failed, to be made again and never to be
/// cached. Streams pass. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">The model.</param>
/// <param name="who">Whom errors name: <c>judge openai:gpt-5</c>.</param>
/// <param name="breaksOff">Whether a reply ends before it says what it was asked for, as the reader of its role sees it.</param>
/// <param name="brokenOff">What such a reply does, as errors say it.</param>
internal sealed class WholeReplyChatClient(IChatClient innerClient, string who, Func<ChatResponse, bool> breaksOff, string brokenOff) : DelegatingChatClient(innerClient)
{
    /// <summary>For a judge that scores answers.</summary>
    public static WholeReplyChatClient OfJudge(IChatClient innerClient, ModelName judge) => new(innerClient, $"judge {judge}", JudgeReply.BreaksOff, JudgeReply.BrokenOff);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (!breaksOff(response)) return response;
        throw new ModelCallException(CallFault.CutOff, new(who, brokenOff, "Let it write more with a larger ?max_output=N, or reason less with ?reasoning=low"));
    }
}
