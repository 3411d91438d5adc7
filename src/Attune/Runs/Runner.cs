using System.Diagnostics;
using Attune.Models;
using Attune.Models.Telemetry;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Attune.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Runs;

/// <summary>
/// Carries out an experiment: expands it, runs what is not settled yet with bounded concurrency, and logs each trial as it ends.
/// Histories stream: only those of the trials in flight are in memory. For one run.
/// </summary>
public sealed class Runner
{
    private readonly Experiment _experiment;
    private readonly RunOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly RunSetup _setup;
    private readonly Lock _counting = new();
    private RunTotals _totals = new();

    /// <summary>Checks everything that can be checked before the first call: dataset, names, models, judge, folder.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="resolve">Makes a model of its name; throws <see cref="BadInputException"/> for an unknown one. By default the embedded models.</param>
    /// <param name="options">How to run it; null means the defaults.</param>
    /// <param name="time">Dates of the run record, and waits between attempts where the options do not say.</param>
    /// <exception cref="BadInputException">Something is wrong with the experiment, its dataset or its folder.</exception>
    public Runner(Experiment experiment, Func<ModelName, MessageTokens, ChatModel>? resolve = null, RunOptions? options = null, TimeProvider? time = null)
    {
        (_experiment, _options, _time) = (experiment, options ?? new(), time ?? TimeProvider.System);
        _log = _options.Log ?? NullLogger.Instance;
        _setup = new RunSetup(experiment, resolve ?? EmbeddedModels.Create, new CallRetry(_options.Retry ?? new() { Time = _time }, _log), _options.Cache);
        BudgetedTrials.Check(_options, _setup);
        Folder = RunFolder.At(_options.Out ?? Path.Combine(_options.Runs ?? "runs", _setup.FolderName));
        _setup.RefuseAnother(Folder, Folder.ReadRecord());
    }

    /// <summary>Where the run is, or will be.</summary>
    public RunFolder Folder { get; }

    /// <summary>Writes the run's record where there is none yet, as of one that was stopped before its first trial: who finds it can resume it.</summary>
    /// <param name="reason">Why it does not run yet.</param>
    /// <exception cref="BadInputException">The folder cannot be written, or another process runs in it.</exception>
    internal void Announce(string reason)
    {
        using var held = Folder.Hold();
        if (Folder.ReadRecord() is not null) return;
        Folder.Write(new()
        {
            Format = RunRecord.CurrentFormat,
            Identity = _setup.Identity,
            Experiment = _experiment,
            Status = RunRecord.Interrupted,
            Reason = reason,
            Started = _time.GetUtcNow(),
            Notes = _setup.Notes,
            Models = _setup.Facts(null),
        });
    }

    /// <summary>Runs what is missing.</summary>
    /// <param name="cancellationToken">Stops dispatch; what has ended stays, and the run can be resumed.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the run folder says interrupted.</exception>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: no other call could succeed. Nothing more is begun, what is under way is brought to its end, and the run folder says interrupted.</exception>
    /// <exception cref="BudgetReachedException">The budget of the options is used. As for a call that ends the run, what is under way is brought to its end.</exception>
    /// <exception cref="BadInputException">The folder cannot be written, another process runs in it, or its log is damaged.</exception>
    public async Task<RunRecord> RunAsync(CancellationToken cancellationToken = default)
    {
        using var held = Folder.Hold();
        var before = Folder.ReadRecord();
        _setup.RefuseAnother(Folder, before);
        if (before is null && new FileInfo(Folder.LogPath) is { Exists: true, Length: > 0 })
            throw new BadInputException(Folder.LogPath, "has no run.json beside it, so nothing says what its trials measured", "Restore run.json, or choose another --out");

        using var log = new RunLog(Folder.LogPath);
        using var journal = new CallJournal(Folder.JournalPath);
        var settled = new SettledTrials(log, journal);
        var pairs = new PairPhases(_setup, Folder, _experiment.Contests, InFlight) { Ended = Count };
        _totals = pairs.Planned(new() { Planned = _setup.Planner.Groups().Sum(g => g.Trials.Count) });
        var record = new RunRecord
        {
            Format = RunRecord.CurrentFormat,
            Identity = _setup.Identity,
            Experiment = _experiment,
            Status = "running",
            Process = Environment.ProcessId,
            Started = before?.Started ?? _time.GetUtcNow(),
            Totals = _totals,
            Notes = _setup.Notes,
            Models = _setup.Facts(before),
            Extra = before?.Extra,
        };
        Folder.Write(record);
        RunEvents.Began(_log, Folder.Location, _totals.Planned);
        Report(_totals);
        try
        {
            var budgeted = new BudgetedTrials(_options, _setup, Folder.LogPath, settled.Begun, pairs.Read());
            await RunMissingAsync(settled, log, journal, budgeted, cancellationToken).ConfigureAwait(false);
            await pairs.RunAsync(budgeted.Budget, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or BadInputException or ModelCallException or BudgetReachedException)
        {
            Stop(record with { Reason = e is OperationCanceledException ? null : e.Message }, RunRecord.Interrupted);
            throw;
        }

        return Stop(record, _totals.Failed > 0 ? "failed-trials" : "done");
    }

    private RunRecord Stop(RunRecord record, string status)
    {
        record = record with { Status = status, Process = null, Stopped = _time.GetUtcNow(), Totals = _totals };
        Folder.Write(record);
        RunEvents.Ended(_log, Folder.Location, status, _totals.Done, _totals.Skipped, _totals.Failed);
        return record;
    }

    private int InFlight => Math.Max(_options.Concurrency ?? 8, 1);

    private async Task RunMissingAsync(SettledTrials settled, RunLog log, CallJournal journal, BudgetedTrials budgeted, CancellationToken cancellationToken)
    {
        using var queue = new TrialQueue(MissingTrials.Of(_setup, settled, Skip), InFlight, _time);
        await new Dispatch<QueuedTrial>(queue.TakeAsync, queue.Ended, InFlight, async (due, token) =>
        {
            using var span = AttuneTelemetry.Source.StartActivity("trial")?.SetTag("attune.trial.key", due.Trial.Key);
            var (answered, failed) = (settled.Answered(due.Trial.Key), settled.Failed(due.Trial.Key));
            var trial = await budgeted.RunAsync(due.Trial, () => due.History, answered ?? failed, allotment =>
            {
                var underWay = new TrialUnderWay(due.Trial)
                {
                    Failed = failed,
                    Keep = record => journal.Keep(allotment.Told(record)),
                    Answered = () => queue.Answered(due),
                    MayAgain = allotment.TryAgain,
                    MayJudgeAgain = allotment.TryJudgeAgain,
                };
                return answered is not null ? _setup.Trials.JudgeAsync(answered, underWay, token) : _setup.Trials.RunAsync(underWay, due.History, token);
            }, token).ConfigureAwait(false);
            log.Append(trial);
            journal.Settle(trial.Key);
            Tell(span, trial);
            Count(trial);
        }).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Count(EvaluationRecord record, bool found)
    {
        lock (_counting)
        {
            _totals = record is VerdictRecord
                ? _totals with { Verdicts = _totals.Verdicts!.With(record, found) }
                : _totals with { Contests = _totals.Contests!.With(record, found) };
            if (!found) Report(_totals);
        }
    }

    private void Tell(Activity? span, TrialRecord trial)
    {
        if (trial.Outcome == TrialOutcome.Failed) RunEvents.TrialFailed(_log, trial.Key, trial.Condition.Model, trial.Attempts, trial.Error);
        var outcome = Word.Of(trial.Outcome);
        AttuneTelemetry.Trials.Add(1, new KeyValuePair<string, object?>("attune.outcome", outcome));
        if (span is null) return;
        foreach (var field in Condition.Fields) span.SetTag($"attune.{field}", trial.Condition[field]);
        span.SetTag("attune.outcome", outcome).SetTag("attune.query", trial.QueryId);
        if (trial.Outcome == TrialOutcome.Failed) span.SetStatus(ActivityStatusCode.Error, trial.Error);
    }

    private void Skip(TrialOutcome outcome)
    {
        lock (_counting) _totals = Counted(_totals with { Skipped = _totals.Skipped + 1 }, outcome);
    }

    private void Count(TrialRecord trial)
    {
        lock (_counting)
        {
            _totals = Counted(trial.Outcome == TrialOutcome.Failed ? _totals : _totals with { Done = _totals.Done + 1 }, trial.Outcome);
            Report(_totals);
        }
    }

    private static RunTotals Counted(RunTotals totals, TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Invalid => totals with { Invalid = totals.Invalid + 1 },
        TrialOutcome.Unjudged => totals with { Unjudged = totals.Unjudged + 1 },
        TrialOutcome.Refused => totals with { Refused = totals.Refused + 1 },
        TrialOutcome.Failed => totals with { Failed = totals.Failed + 1 },
        _ => totals,
    };

    private void Report(RunTotals totals) => _options.Progress?.Invoke(totals);
}
