using System.Runtime.CompilerServices;
using Attune.Models;

namespace Attune.Providers.Http;

/// <summary>Runs calls with a limit on time, and turns whatever they throw into one kind of exception. Thread-safe.</summary>
internal sealed class EndpointCall(CallFaults faults, TimeSpan patience, TimeProvider time)
{
    /// <exception cref="ModelCallException">The call failed.</exception>
    /// <exception cref="NotSupportedException">What was asked for cannot be sent at all.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            throw Fault(e, cancellationToken);
        }
    }

    /// <summary>Gives the pieces of a stream; each may take as long as a whole call may.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var pieces = call(either.Token).GetAsyncEnumerator(either.Token);
        await using (pieces.ConfigureAwait(false))
        {
            while (await NextAsync(pieces, cancellationToken).ConfigureAwait(false))
            {
                limit.CancelAfter(Timeout.InfiniteTimeSpan);
                yield return pieces.Current;
                limit.CancelAfter(patience);
            }
        }
    }

    private async Task<bool> NextAsync<T>(IAsyncEnumerator<T> pieces, CancellationToken cancellationToken)
    {
        try
        {
            return await pieces.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            throw Fault(e, cancellationToken);
        }
    }

    private Exception Fault(Exception e, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : faults.Of(e, patience);
}
