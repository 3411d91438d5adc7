using System.Diagnostics;
using Attune.Runs;
using Attune.Web.Experiments;
using Attune.Web.Runs.Index;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Reads runs so that one that is broken shows its fault and takes nothing else down. Thread-safe.</summary>
internal sealed class RunReader(RunShelf shelf, RunIndexes indexes, RunKeeper keeper)
{
    public RunShelf Shelf => shelf;

    /// <summary>A run by its name; null where there is none.</summary>
    public async Task<RunSummary?> FindAsync(string name, TimeSpan patience, CancellationToken cancellationToken) =>
        shelf.Find(name) is { } entry ? await ReadAsync(entry, patience, cancellationToken) : null;

    public async Task<RunSummary> ReadAsync(ShelfEntry entry, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (record, fault) = RecordOf(entry);
        var trials = fault is null ? await indexes.CatchUpAsync(entry, patience, cancellationToken) : new(0, 0, 0, 0);
        var kept = keeper.Find(entry.Location);
        return new()
        {
            Entry = entry,
            Record = record,
            Fault = fault ?? trials.Fault,
            Trials = trials,
            // Another process may have had the number that ours has now.
            IsAlive = record?.Process is { } process && (process == Environment.ProcessId ? kept is not null : IsAlive(process)),
            IsKept = kept is not null,
            IsWaiting = kept is { HasBegun: false },
            IsStopping = kept is { IsStopping: true },
        };
    }

    /// <summary>A trial in full.</summary>
    /// <exception cref="BadInputException">Its line is no trial any more.</exception>
    public static TrialRecord Trial(ShelfEntry run, TrialRow row) => RunLog.Read(
        Path.Combine(run.Location, "trials.jsonl"),
        [new() { Key = row.Key, Outcome = default, Line = (int)row.Number, Offset = row.Place, Length = (int)row.Length }]).First();

    private static (RunRecord? Record, string? Fault) RecordOf(ShelfEntry entry)
    {
        try
        {
            return (RunFolder.Open(entry.Location).ReadRecord(), null);
        }
        catch (BadInputException e)
        {
            return (null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"run.json cannot be read: {e.Message}");
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
