using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Histories;
using Attune.Models;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Tasks;
using Attune.Tokens;

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
    private readonly Dataset _dataset;
    private readonly PromptLibrary _prompts;
    private readonly MessageTokens _tokens;
    private readonly TrialPlanner _planner;
    private readonly TrialRunner _trials;
    private readonly RunIdentity _identity;
    private readonly RandomPool _pool;
    private readonly HistoryBuilder _histories;
    private readonly IReadOnlyList<string> _notes;
    private readonly Lock _counting = new();
    private RunTotals _totals = new();

    /// <summary>Checks everything that can be checked before the first call: dataset, names, models, judge, folder.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="resolve">Makes a model of its name; throws <see cref="BadInputException"/> for an unknown one. By default the embedded models.</param>
    /// <param name="options">Copied where needed; null means the defaults.</param>
    /// <param name="time">Dates of the run record.</param>
    /// <exception cref="BadInputException">Something is wrong with the experiment or its dataset.</exception>
    public Runner(Experiment experiment, Func<ModelName, MessageTokens, ChatModel>? resolve = null, RunOptions? options = null, TimeProvider? time = null)
    {
        (_experiment, _options, _time) = (experiment, options ?? new(), time ?? TimeProvider.System);
        _tokens = new MessageTokens(Tokenizer.Default);
        resolve ??= EmbeddedModels.Create;
        _prompts = experiment.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        var models = experiment.Models.Distinct().ToDictionary(m => m, m => resolve(ModelName.Parse(m), _tokens), StringComparer.Ordinal);
        var judge = resolve(ModelName.Parse(experiment.Judge), _tokens);
        if (experiment.AllowSelfJudge != true && models.ContainsKey(experiment.Judge))
            throw new BadInputException($"judge '{experiment.Judge}'", "is one of the models it would judge", "Choose another --judge, or say --allow-self-judge");

        _dataset = Dataset.Open(experiment.Dataset);
        _planner = new TrialPlanner(experiment, _dataset, _prompts);
        var seed = experiment.Seed ?? 0;
        _pool = new RandomPool(_planner.Plans.Any(p => p.NeedsPool) ? _dataset.RandomSessions : [], _tokens, seed);
        _histories = new HistoryBuilder(_pool, _tokens, seed);
        _trials = new TrialRunner(models, judge, new Bm25(), _prompts, _tokens);
        _identity = new()
        {
            Dataset = _dataset.Card.Name,
            DatasetHash = _dataset.Hash,
            PromptsHash = _prompts.Hash,
            Judge = experiment.Judge,
            Seed = seed,
            Version = typeof(Runner).Assembly.GetName().Version!.ToString(3),
        };
        _notes = [.. RunNotes.For(_planner, _pool, judge, experiment.Tasks.Contains(Word.Of(TaskKind.OpenEnded)))];
        Folder = RunFolder.At(_options.Out ?? Path.Combine("runs", $"{experiment.Name ?? _identity.Dataset}-{Fingerprint()}"));
        RefuseAnotherRun(Folder.ReadRecord());
    }

    /// <summary>Where the run is, or will be.</summary>
    public RunFolder Folder { get; }

    /// <summary>Runs what is missing.</summary>
    /// <param name="cancellationToken">Stops dispatch; what has ended stays, and the run can be resumed.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the run folder says interrupted.</exception>
    /// <exception cref="BadInputException">The folder cannot be written, another run is writing there, or its log is damaged.</exception>
    public async Task<RunRecord> RunAsync(CancellationToken cancellationToken = default)
    {
        using var log = new RunLog(Folder.LogPath);
        var before = Folder.ReadRecord();
        RefuseAnotherRun(before);
        var settled = log.Read().Where(t => t.Outcome != TrialOutcome.Failed).ToDictionary(t => t.Key, t => t.Outcome, StringComparer.Ordinal);
        var record = new RunRecord
        {
            Format = RunRecord.CurrentFormat,
            Identity = _identity,
            Experiment = _experiment,
            Status = "running",
            Started = before?.Started ?? _time.GetUtcNow(),
            Notes = _notes,
        };
        Folder.Write(record);
        _totals = _totals with { Planned = _planner.Groups().Sum(g => g.Trials.Count) };
        Report(_totals);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(_options.Concurrency ?? 8, 1), CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(Missing(settled), parallel, async (work, token) =>
            {
                var trial = await _trials.RunAsync(work.Trial, work.History, token).ConfigureAwait(false);
                log.Append(trial);
                Count(trial);
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or BadInputException)
        {
            Folder.Write(record with { Status = "interrupted", Stopped = _time.GetUtcNow(), Totals = _totals });
            throw;
        }

        record = record with { Status = _totals.Failed > 0 ? "failed-trials" : "done", Stopped = _time.GetUtcNow(), Totals = _totals };
        Folder.Write(record);
        return record;
    }

    /// <summary>Trials still to run; a user's sessions are read and a history is laid out when the first of its trials is due.</summary>
    private IEnumerable<(TrialSpec Trial, History? History)> Missing(Dictionary<string, TrialOutcome> settled)
    {
        (string User, IReadOnlyList<Transcript> Transcripts)? own = null;
        foreach (var group in _planner.Groups())
        {
            History? history = null;
            foreach (var trial in group.Trials)
            {
                if (settled.TryGetValue(trial.Key, out var outcome))
                {
                    Skip(outcome);
                    continue;
                }

                if (group.Expression is not null && history is null)
                {
                    if (own?.User != group.UserId) own = (group.UserId, [.. _dataset.SessionsOf(group.UserId).Select(s => new Transcript(s))]);
                    history = _histories.Build(group.UserId, own.Value.Transcripts, group.Expression, group.Plan!);
                }

                yield return (trial, history);
            }
        }
    }

    private void RefuseAnotherRun(RunRecord? found)
    {
        if (found?.Identity.Differences(_identity) is { Count: > 0 } differences)
            throw new BadInputException(Folder.Location, "holds a run with another identity (" + string.Join("; ", differences) + ")", "Choose another --out, or 'attune resume' the run that is there");
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

    /// <summary>Six characters that tell experiments of one name apart, so that the same options find the same folder again.</summary>
    private string Fingerprint()
    {
        var text = JsonSerializer.Serialize(_experiment, AttuneJson.Lines.Experiment) + JsonSerializer.Serialize(_identity, AttuneJson.Lines.RunIdentity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
    }
}
