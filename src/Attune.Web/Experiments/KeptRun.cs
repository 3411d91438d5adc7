using Attune.Runs;

namespace Attune.Web.Experiments;

/// <summary>A run that this console carries out.</summary>
internal sealed class KeptRun : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public KeptRun(string name, string location) => (Name, Location, Stopping) = (name, location, _stopping.Token);

    public string Name { get; }

    public string Location { get; }

    /// <summary>How it stands; null while it waits for its turn.</summary>
    public RunTotals? Totals { get; set; }

    /// <summary>False while it waits for its turn.</summary>
    public bool HasBegun { get; set; }

    public bool IsStopping => _stopping.IsCancellationRequested;

    public CancellationToken Stopping { get; }

    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Asks it to end; one that has just ended is left alone.</summary>
    public void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }

    public void Dispose() => _stopping.Dispose();
}
