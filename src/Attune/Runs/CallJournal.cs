namespace Attune.Runs;

/// <summary>
/// Answers and verdicts of trials that have not ended, in <c>calls.jsonl</c>: what was paid for survives when the process dies
/// between the calls of a trial. The file is there only as long as such trials are. Thread-safe.
/// </summary>
internal sealed class CallJournal(string path) : IDisposable
{
    /// <summary>Lines of trials that have ended meanwhile are dropped when the file has grown by so many bytes.</summary>
    private const long Growth = 16 << 20;

    private readonly Dictionary<string, TrialRecord> _unfinished = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private RunLog? _log;
    private long _rewriteAt = Growth;

    /// <summary>The unfinished trials of an earlier process, as far as they had come.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public IReadOnlyList<TrialRecord> Read()
    {
        foreach (var trial in RunLog.Read(path)) _unfinished[trial.Key] = trial;
        return [.. _unfinished.Values];
    }

    /// <summary>Keeps a trial as far as it has come.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Keep(TrialRecord unfinished)
    {
        lock (_gate)
        {
            _unfinished[unfinished.Key] = unfinished;
            _log ??= new(path);
            _log.Append(unfinished);
            if (_log.Length > _rewriteAt) Rewrite();
        }
    }

    /// <summary>The trial is in the run's log now.</summary>
    public void Settle(string key)
    {
        lock (_gate) _unfinished.Remove(key);
    }

    /// <summary>Deletes the file where nothing is unfinished.</summary>
    public void Dispose()
    {
        _log?.Dispose();
        if (_unfinished.Count == 0) Disk.Guard(path, () => File.Delete(path));
    }

    /// <summary>Written aside and renamed: a crash leaves the old file or the new one.</summary>
    private void Rewrite()
    {
        var aside = path + ".partial";
        Disk.Guard(aside, () => File.Delete(aside));
        using (var rewritten = new RunLog(aside))
            foreach (var trial in _unfinished.Values) rewritten.Append(trial);
        _log!.Dispose();
        Disk.Guard(path, () => File.Move(aside, path, overwrite: true));
        _log = new(path);
        _rewriteAt = _log.Length + Growth;
    }
}
