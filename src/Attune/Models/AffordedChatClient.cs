using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>
/// Stands between the retries and the model: where an attempt has failed that may be billed, the next one is made only if there is
/// money for it. Otherwise the call has failed. Streams pass. For one trial, whose calls follow one another.
/// </summary>
/// <param name="innerClient">Makes one attempt.</param>
/// <param name="mayAgain">Asked before each such attempt.</param>
internal sealed class AffordedChatClient(IChatClient innerClient, Func<bool> mayAgain) : DelegatingChatClient(innerClient)
{
    private ModelCallException? _billed;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_billed is { } before && !mayAgain()) throw before.WithoutRoom();
        _billed = null;
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelCallException e) when (e is { MayBeBilled: true, IsTransient: true })
        {
            _billed = e;
            throw;
        }
    }
}
