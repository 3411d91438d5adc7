using System.Runtime.CompilerServices;
using Attune.Models;
using Attune.Providers.Limits;
using Microsoft.Extensions.Logging;

namespace Attune.Providers.Http;

/// <summary>
/// Runs calls when it is their turn, with a limit on the time from then on, and turns whatever they throw into one kind of exception.
/// Thread-safe.
/// </summary>
internal sealed class EndpointCall(Endpoint endpoint, CallFaults faults, Lane lane, TimeSpan patience, TimeProvider time, ILogger log)
{
    /// <summary>A wait that is worth an event; shorter ones are the usual pace of a full account.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    /// <summary>Where one call waits, most do: so seldom a model's waits are told of.</summary>
    private static readonly TimeSpan BetweenEvents = TimeSpan.FromMinutes(1);

    private readonly Lock _telling = new();
    private long? _told;

    /// <param name="inputTokens">An estimate of the prompt's length.</param>
    /// <param name="call">Makes the call, and tells its turn what it used.</param>
    /// <param name="cancellationToken">Leaves the queue, or ends the call.</param>
    /// <exception cref="ModelCallException">The call failed.</exception>
    /// <exception cref="NotSupportedException">What was asked for cannot be sent at all.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> RunAsync<T>(long inputTokens, Func<Turn, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(inputTokens, cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var answer = await call(turn, either.Token).ConfigureAwait(false);
            turn.Succeed();
            faults.Answered();
            return answer;
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            throw Fault(e, turn, cancellationToken);
        }
    }

    /// <summary>Gives the pieces of a stream; each may take as long as a whole call may.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        long inputTokens, Func<Turn, CancellationToken, IAsyncEnumerable<T>> call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(inputTokens, cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var pieces = call(turn, either.Token).GetAsyncEnumerator(either.Token);
        await using (pieces.ConfigureAwait(false))
        {
            while (await NextAsync(pieces, turn, cancellationToken).ConfigureAwait(false))
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                yield return pieces.Current;
                limit.CancelAfter(patience);
            }
        }

        turn.Succeed();
        faults.Answered();
    }

    private async Task<Turn> EnterAsync(long inputTokens, CancellationToken cancellationToken)
    {
        var turn = await lane.EnterAsync(inputTokens, cancellationToken).ConfigureAwait(false);
        if (turn.Waited > LongWait && IsTimeToTell()) LimitEvents.Waited(log, endpoint.Name.Model, endpoint.Url, Math.Round(turn.Waited.TotalSeconds, 3));
        return turn;
    }

    private bool IsTimeToTell()
    {
        lock (_telling)
        {
            var now = time.GetTimestamp();
            if (_told is { } last && time.GetElapsedTime(last, now) < BetweenEvents) return false;
            _told = now;
            return true;
        }
    }

    private async Task<bool> NextAsync<T>(IAsyncEnumerator<T> pieces, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            return await pieces.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            throw Fault(e, turn, cancellationToken);
        }
    }

    private Exception Fault(Exception e, Turn turn, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new OperationCanceledException(cancellationToken);
        var fault = faults.Of(e, patience);
        turn.Fail(fault);
        return fault;
    }
}
