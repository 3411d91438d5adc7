using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Attune.Web.Chats;

/// <summary>
/// Where answers are written: apart from requests, so that a reader who goes away loses nothing, and without a connection to the database
/// while a model takes its time. Thread-safe.
/// </summary>
internal sealed class ReplyDesk(ChatStore chats, TimeProvider clock, ILoggerFactory logging) : IAsyncDisposable
{
    private const int AtOnce = 32;

    /// <summary>From the first word asked for to the last one given.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Between attempts to store an answer: a server that starts anew, or a disk that somebody clears, takes about so long.</summary>
    private static readonly TimeSpan[] Pauses = [.. ((int[])[1, 5, 15, 60, 300, 900]).Select(s => TimeSpan.FromSeconds(s))];

    private readonly ConcurrentDictionary<string, LiveReply> _live = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _writing = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly CancellationTokenSource _closing = new();
    private readonly ILogger _log = logging.CreateLogger("Attune.Faults");

    /// <summary>Null where none is being written.</summary>
    public LiveReply? Find(string turnId) => _live.GetValueOrDefault(turnId);

    /// <summary>Begins to write.</summary>
    /// <param name="turn">What is answered.</param>
    /// <param name="request">Whom to ask, and what.</param>
    public void Begin(ChatTurn turn, ReplyRequest request)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        var live = new LiveReply(stop);
        _live[turn.Id] = live;
        var writing = Task.Run(async () =>
        {
            using (stop) await WriteAsync(turn, request, live, stop.Token);
        });
        _writing[turn.Id] = writing;
        if (writing.IsCompleted) _writing.TryRemove(turn.Id, out _);
    }

    public void Stop(string turnId) => Find(turnId)?.Stop();

    /// <summary>Completes when the answer to a message is stored.</summary>
    internal Task WrittenAsync(string turnId) => _writing.GetValueOrDefault(turnId) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_writing.Values);
        _closing.Dispose();
        _places.Dispose();
    }

    private async Task WriteAsync(ChatTurn turn, ReplyRequest request, LiveReply live, CancellationToken stop)
    {
        try
        {
            var (state, fault, usage) = await AskAsync(request, live, stop);
            var reply = request.Clean(live.Text);
            if (state == ChatTurn.Answered && string.IsNullOrWhiteSpace(reply)) (state, fault) = (ChatTurn.Failed, "The assistant answered nothing.");
            var tokens = state == ChatTurn.Failed ? 0 : usage ?? request.PromptTokens + request.Count(reply);
            await StoreAsync(() => chats.EndAsync(turn, state, state == ChatTurn.Failed ? "" : reply, fault, tokens, CancellationToken.None));
        }
        catch (Exception e)
        {
            // The database stays out of reach; once it is back, whoever stops the answer, or the next start, lets it be asked again.
            ReplyFaults.NotStored(_log, e);
        }
        finally
        {
            _live.TryRemove(turn.Id, out _);
            _writing.TryRemove(turn.Id, out _);
        }
    }

    private async Task StoreAsync(Func<Task> store)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                await store();
                return;
            }
            catch (Exception e) when (!_closing.IsCancellationRequested)
            {
                ReplyFaults.NotStored(_log, e);
                await Task.Delay(pause, clock, _closing.Token);
            }
        }

        await store();
    }

    private async Task<(string State, string? Fault, long? Tokens)> AskAsync(ReplyRequest request, LiveReply live, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var taken = false;
        try
        {
            await _places.WaitAsync(either.Token);
            taken = true;
            long? tokens = null;
            await foreach (var update in request.Client.GetStreamingResponseAsync(request.Messages, new() { MaxOutputTokens = request.MaxOutput }, either.Token))
            {
                foreach (var usage in update.Contents.OfType<UsageContent>()) tokens = (usage.Details.InputTokenCount ?? 0) + (usage.Details.OutputTokenCount ?? 0);
                if (!live.Add(update.Text)) break;
            }

            return (ChatTurn.Answered, null, tokens is > 0 ? tokens : null);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (live.IsStopped) return (ChatTurn.Stopped, null, null);
            return (ChatTurn.Failed, limit.IsCancellationRequested ? "The assistant took too long." : ReplyFaults.Interrupted, null);
        }
        catch (Exception e)
        {
            ReplyFaults.Failed(_log, request.Model, ReplyFaults.Cause(e));
            return (ChatTurn.Failed, ReplyFaults.InWords(e), null);
        }
        finally
        {
            if (taken) _places.Release();
        }
    }
}
