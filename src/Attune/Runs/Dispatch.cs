using System.Runtime.ExceptionServices;
using Attune.Models;

namespace Attune.Runs;

/// <summary>Does pieces of work, so many at once. For one run.</summary>
/// <param name="take">Gives the next piece when it may begin, null where none is left; called by one thread.</param>
/// <param name="ended">Told of each piece that has ended in whatever way; null where nobody wants to know.</param>
/// <param name="inFlight">Pieces at once.</param>
/// <param name="run">Does one.</param>
internal sealed class Dispatch<T>(Func<CancellationToken, ValueTask<T?>> take, Action<T>? ended, int inFlight, Func<T, CancellationToken, Task> run)
    where T : class
{
    private Exception? _end;

    /// <summary>Returns when every piece has ended.</summary>
    /// <exception cref="ModelCallException">No other call could succeed. Nothing more was begun, and what was under way, which is paid for, has ended.</exception>
    /// <exception cref="BudgetReachedException">As for a call that ends the run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was under way is cut off.</exception>
    /// <exception cref="BadInputException">A piece threw it; what was under way is cut off, for it could not be logged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(inFlight);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (await NextAsync(slots, stop.Token).ConfigureAwait(false) is { } due)
                _ = Task.Run(() => RunAsync(due, slots, stop), CancellationToken.None);
        }
        catch (OperationCanceledException e)
        {
            Interlocked.CompareExchange(ref _end, e, null);
        }

        for (var i = 0; i < inFlight; i++) await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (_end is not null) ExceptionDispatchInfo.Throw(_end);
    }

    /// <summary>Waits for a free slot and a piece that may take it; null, and the slot free again, where nothing more is to begin.</summary>
    private async Task<T?> NextAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await take(cancellationToken).ConfigureAwait(false) is { } due && Volatile.Read(ref _end) is null) return due;
        }
        catch
        {
            slots.Release();
            throw;
        }

        slots.Release();
        return null;
    }

    private async Task RunAsync(T due, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        try
        {
            await run(due, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _end, e, null);
            if (e is not (ModelCallException or BudgetReachedException)) await stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            ended?.Invoke(due);
            slots.Release();
        }
    }
}
