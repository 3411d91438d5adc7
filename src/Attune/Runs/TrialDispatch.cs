using System.Runtime.ExceptionServices;
using Attune.Models;

namespace Attune.Runs;

/// <summary>Runs the trials of a queue, so many at once. For one run.</summary>
/// <param name="queue">Hands them out.</param>
/// <param name="inFlight">Trials at once.</param>
/// <param name="run">Runs one.</param>
internal sealed class TrialDispatch(TrialQueue queue, int inFlight, Func<QueuedTrial, CancellationToken, Task> run)
{
    private Exception? _end;

    /// <summary>Returns when every trial has ended.</summary>
    /// <exception cref="ModelCallException">No other call could succeed. Nothing more was begun, and what was under way, which is paid for, has ended.</exception>
    /// <exception cref="BudgetReachedException">As for a call that ends the run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was under way is cut off.</exception>
    /// <exception cref="BadInputException">A trial threw it; what was under way is cut off, for it could not be logged.</exception>
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

    /// <summary>Waits for a free slot and a trial that may take it; null, and the slot free again, where nothing more is to begin.</summary>
    private async Task<QueuedTrial?> NextAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await queue.TakeAsync(cancellationToken).ConfigureAwait(false) is { } due && Volatile.Read(ref _end) is null) return due;
        }
        catch
        {
            slots.Release();
            throw;
        }

        slots.Release();
        return null;
    }

    private async Task RunAsync(QueuedTrial due, SemaphoreSlim slots, CancellationTokenSource stop)
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
            queue.Ended(due);
            slots.Release();
        }
    }
}
