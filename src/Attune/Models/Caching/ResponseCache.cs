using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>
/// A store of answers and what it is used for. Clients that share one also share what is under way: of identical requests at the same
/// time one is sent, and the others wait for it. Thread-safe.
/// </summary>
/// <param name="store">Where answers are kept; disposed of with the cache.</param>
/// <param name="mode">What the store is used for.</param>
/// <param name="time">Dates answers that come without a date; null means the system's clock.</param>
public sealed class ResponseCache(IResponseStore store, CacheMode mode = CacheMode.Read, TimeProvider? time = null) : IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Dictionary<Digest, SharedCall> _underWay = [];
    private BadInputException? _refusal;
    private long _found;
    private long _stored;

    /// <summary>What the store is used for.</summary>
    public CacheMode Mode => mode;

    /// <summary>Requests that were answered without a call of their own so far: from the store, or by an identical one that was under way.</summary>
    public long Found => Interlocked.Read(ref _found);

    /// <summary>Answers that were stored so far.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Told of each request that was looked for, with its messages, and whether it was there. Looking only: nothing counts as used.</summary>
    internal Action<CacheRequest, IReadOnlyList<ChatMessage>, bool>? Looked { get; init; }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>The stored answer; null where there is none, or where everything is to be sent.</summary>
    /// <exception cref="BadInputException">The store cannot be read, or has refused an answer before: nothing more is bought that would be lost.</exception>
    internal StoredResponse? Find(CacheRequest request, IReadOnlyList<ChatMessage> messages)
    {
        if (Volatile.Read(ref _refusal) is { } refusal) throw refusal;
        if (mode == CacheMode.Refresh) return null;
        var found = store.Get(request.Key, use: Looked is null);
        if (found is not null) Interlocked.Increment(ref _found);
        Looked?.Invoke(request, messages, found is not null);
        return found;
    }

    /// <summary>Keeps an answer if it is finished. A store that refuses does not cost the answer, which is paid for; the next request fails instead.</summary>
    internal void Keep(CacheRequest request, ChatResponse response)
    {
        if (StoredResponse.Of(response, _time.GetUtcNow()) is not { } answer) return;
        try
        {
            store.Put(request, answer);
            Interlocked.Increment(ref _stored);
        }
        catch (BadInputException e)
        {
            Volatile.Write(ref _refusal, e);
        }
    }

    /// <summary>
    /// The answer of a call that all who ask the same at this time share. Where it fails it fails for each of them: it has been
    /// retried already, and to try again for each would make one fault many.
    /// </summary>
    /// <param name="key">The request.</param>
    /// <param name="call">Looks for the answer, makes the call and keeps its answer; not called where another is under way.</param>
    /// <param name="cancellationToken">Stops waiting, and the call if nobody else waits for it.</param>
    internal async Task<ChatResponse> ShareAsync(Digest key, Func<CancellationToken, Task<ChatResponse>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (shared, first) = Join(key);
        if (first) _ = shared.RunAsync(call, () => End(key, shared));
        var answer = await shared.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (first) return answer;
        Interlocked.Increment(ref _found);
        return Copy(answer);
    }

    /// <summary>Responses can be changed by who gets them, so nobody gets another's.</summary>
    private static ChatResponse Copy(ChatResponse answer) => new([.. answer.Messages.Select(Copy)])
    {
        FinishReason = answer.FinishReason,
        ResponseId = answer.ResponseId,
        ModelId = answer.ModelId,
        CreatedAt = answer.CreatedAt,
        Usage = answer.Usage,
        AdditionalProperties = new(answer.AdditionalProperties ?? []) { [CachingChatClient.FromCache] = true },
    };

    private static ChatMessage Copy(ChatMessage message)
    {
        var copy = message.Clone();
        copy.Contents = [.. message.Contents];
        return copy;
    }

    private (SharedCall Call, bool First) Join(Digest key)
    {
        lock (_underWay)
        {
            if (_underWay.TryGetValue(key, out var call) && call.TryJoin()) return (call, false);
            _underWay[key] = call = new();
            call.TryJoin();
            return (call, true);
        }
    }

    private void End(Digest key, SharedCall call)
    {
        lock (_underWay)
        {
            if (_underWay.TryGetValue(key, out var current) && current == call) _underWay.Remove(key);
        }
    }
}
