using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Attune.Web.Hosting;
using Attune.Web.Shelves;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>The indexes of all runs, each brought up to date when somebody looks. Thread-safe.</summary>
internal sealed class RunIndexes(ConsoleOptions options, HeavyWork heavy, IHostApplicationLifetime lifetime, ILogger<RunIndexes> log)
{
    /// <summary>Bytes of logs that are read at once, whatever else goes on.</summary>
    private const long Long = 4 << 20;

    private readonly ConcurrentDictionary<string, Lazy<Held>> _held = new(StringComparer.Ordinal);

    /// <summary>The index of a run.</summary>
    public RunIndex Of(ShelfEntry run) => HeldOf(run).Index;

    /// <summary>Brings an index up to date, in the background where that takes longer than somebody waits for.</summary>
    public async Task<IndexState> CatchUpAsync(ShelfEntry run, TimeSpan patience, CancellationToken cancellationToken)
    {
        var held = HeldOf(run);
        Task work;
        lock (held)
        {
            if (held.Work is null or { IsCompleted: true }) held.Work = Task.Run(() => CatchUpAsync(held), CancellationToken.None);
            work = held.Work;
        }

        await Task.WhenAny(work, Task.Delay(patience, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return held.Index.State() with { IsBehind = !work.IsCompleted, Fault = held.Fault };
    }

    private async Task CatchUpAsync(Held held)
    {
        try
        {
            var left = held.Index.Left();
            if (left > Long) await heavy.DoAsync(left, CatchUp, lifetime.ApplicationStopping);
            else CatchUp();
            held.Fault = null;
        }
        catch (OperationCanceledException)
        {
            // The console stops; what is indexed stays.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            held.Fault = e.Message;
            log.LogWarning("The index of a run cannot be brought up to date: {Fault}", e.GetType().Name);
        }

        bool CatchUp()
        {
            held.Index.CatchUp(lifetime.ApplicationStopping);
            return true;
        }
    }

    private Held HeldOf(ShelfEntry run) => _held.GetOrAdd(Path.GetFullPath(run.Location), path => new(() => new(Open(FileOf(path), path)))).Value;

    /// <summary>A file that is damaged is begun anew: nothing in it is its own.</summary>
    private static RunIndex Open(string file, string run)
    {
        try
        {
            return new(file, run);
        }
        catch (SqliteException)
        {
            foreach (var part in (string[])["", "-wal", "-shm"]) File.Delete(file + part);
            return new(file, run);
        }
    }

    private string FileOf(string path) => Path.Combine(StateFolder.Of(options, "index").FullName, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 12)) + ".db");

    private sealed class Held(RunIndex index)
    {
        public RunIndex Index { get; } = index;

        public Task? Work { get; set; }

        public string? Fault { get; set; }
    }
}
