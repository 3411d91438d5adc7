using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>
/// Answers from a cache what was answered before. Only answers of text that have come to their end are stored, be it the output limit: neither filtered nor failed ones.
/// Requests with tools, files or other things that have no canonical form pass by, and in replay fail. A message must be asked about
/// by the same object to be hashed once only, and may be changed between calls. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">The model, with its retries.</param>
/// <param name="model">Its name: with where it is served, part of every key.</param>
/// <param name="cache">Shared by all clients of a run.</param>
public sealed class CachingChatClient(IChatClient innerClient, ModelName model, ResponseCache cache) : DelegatingChatClient(innerClient)
{
    /// <summary>The additional property, true, of a response that was not bought by this call.</summary>
    public const string FromCache = "attune_from_cache";

    /// <inheritdoc/>
    /// <exception cref="ModelCallException"><see cref="CallFault.NotStored"/>: in replay, there is no answer.</exception>
    /// <exception cref="BadInputException">The store cannot be read, or could not be written before.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        if (Request(prompt, options) is not { } request)
        {
            ThrowInReplay("asks for more than text, which is never stored");
            return await base.GetResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false);
        }

        return await cache.ShareAsync(
            request.Key,
            async token =>
            {
                if (Find(request, prompt) is { } stored) return stored.ToResponse();
                var response = await base.GetResponseAsync(prompt, options, token).ConfigureAwait(false);
                cache.Keep(request, response);
                return response;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>A stored answer comes as one update. Streams under way are not shared, and one that is broken off is not stored.</remarks>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var request = Request(prompt, options);
        if (request is null) ThrowInReplay("asks for more than text, which is never stored");
        if (request is not null && Find(request, prompt) is { } stored)
        {
            yield return stored.ToUpdate();
            yield break;
        }

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in base.GetStreamingResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            yield return update;
        }

        if (request is not null) cache.Keep(request, updates.ToChatResponse());
    }

    private CacheRequest? Request(IReadOnlyList<ChatMessage> prompt, ChatOptions? options)
    {
        var endpoint = (GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.ProviderUri;
        return RequestHead.Of(model, endpoint, options) is { } head ? CacheRequest.Of(head, prompt) : null;
    }

    private StoredResponse? Find(CacheRequest request, IReadOnlyList<ChatMessage> prompt)
    {
        if (cache.Find(request, prompt) is { } stored) return stored;
        ThrowInReplay("is not in the response cache");
        return null;
    }

    private void ThrowInReplay(string problem)
    {
        if (cache.Mode == CacheMode.Replay)
            throw new ModelCallException(CallFault.NotStored, new($"model '{model}'", $"was not asked: the request {problem}", "'attune cache explain' tells what differs from what is stored; --cache read asks the model"));
    }

    /// <summary>Leaves the model's client open: it serves others too.</summary>
    protected override void Dispose(bool disposing)
    {
    }
}
