using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>One call that several wait for. It goes on as long as one of them does.</summary>
internal sealed class SharedCall
{
    private readonly TaskCompletionSource<ChatResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _gate = new();
    private int _waiting;
    private bool _isGivenUp;

    /// <summary>One more waits; false where everybody has left, and the call is being given up.</summary>
    public bool TryJoin()
    {
        lock (_gate)
        {
            if (_isGivenUp) return false;
            _waiting++;
            return true;
        }
    }

    /// <summary>Makes the call, to be called once; what comes of it comes to those who wait.</summary>
    public async Task RunAsync(Func<CancellationToken, Task<ChatResponse>> call, Action ended)
    {
        try
        {
            var answer = await call(_abandoned.Token).ConfigureAwait(false);
            ended();
            _answer.SetResult(answer);
        }
        catch (Exception e)
        {
            ended();
            _answer.SetException(e);
            _ = _answer.Task.Exception;
        }
    }

    /// <summary>Waits for the answer. Who cancels leaves the others alone; the last one cancels the call and sees it end.</summary>
    public async Task<ChatResponse> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (Leave()) await _answer.Task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }
    }

    private bool Leave()
    {
        lock (_gate)
        {
            if (--_waiting > 0) return false;
            _isGivenUp = true;
        }

        // Outside of the gate: whatever the call does when it is cancelled, it may look for this one.
        _abandoned.Cancel();
        return true;
    }
}
