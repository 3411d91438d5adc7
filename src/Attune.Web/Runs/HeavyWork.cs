namespace Attune.Web.Runs;

/// <summary>Work that fills the memory with what nobody needs afterwards: one piece at a time, and the system gets its memory back at once. Thread-safe.</summary>
internal sealed class HeavyWork : IDisposable
{
    /// <summary>Logs that are shorter leave too little to be worth it.</summary>
    private const long Heavy = 16 << 20;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Waits for its turn, and does it.</summary>
    /// <param name="bytes">How much is read.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<T> DoAsync<T>(long bytes, Func<T> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // What pages left behind would stand beside what the work takes: together they would be the peak.
            GiveBack(bytes);
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            // A console that idles for days should not hold what a report took for seconds.
            GiveBack(bytes);
            _one.Release();
        }
    }

    private static void GiveBack(long bytes)
    {
        if (bytes > Heavy) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    public void Dispose() => _one.Dispose();
}
