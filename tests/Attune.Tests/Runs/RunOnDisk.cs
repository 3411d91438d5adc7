using Attune.Runs;

namespace Attune.Tests.Runs;

/// <summary>A run folder with the trials that a test puts there.</summary>
public sealed class RunOnDisk : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-log-").FullName;
    private int _next;

    public RunFolder Folder => RunFolder.At(_root);

    public static Condition Condition(string method = "zero-shot", string task = "multiple-choice", string context = "simple")
    {
        var blind = method == "no-history";
        return new() { Dataset = "tiny", Model = "m", Method = method, Expression = blind ? null : "direct", Context = blind ? null : context, Task = task, Preferences = "original" };
    }

    public static Dictionary<string, double> Accuracy(double score) => new() { ["accuracy"] = score };

    public RunOnDisk Add(string user, string query, Condition condition, double? accuracy, Func<TrialRecord, TrialRecord>? change = null)
    {
        var trial = new TrialRecord
        {
            Key = $"{_next++}",
            Condition = condition,
            UserId = user,
            QueryId = query,
            Outcome = accuracy is null ? TrialOutcome.Invalid : TrialOutcome.Scored,
            Scores = accuracy is { } score ? Accuracy(score) : [],
            Usage = new(100, 10, 5),
            CostUsd = 0.5,
        };
        using var log = new RunLog(Folder.LogPath);
        log.Append(change?.Invoke(trial) ?? trial);
        return this;
    }

    public RunResults Results() => RunResults.Read(Folder);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
