using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>Stands outside the retries and ends the run where its endpoint does not answer any more. Streams pass. Thread-safe if the inner client is.</summary>
internal sealed class StreakChatClient(IChatClient innerClient, FailureStreak streak) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            streak.Break();
            return response;
        }
        catch (ModelCallException e) when (streak.Add(e) is { } end)
        {
            throw end;
        }
    }
}
