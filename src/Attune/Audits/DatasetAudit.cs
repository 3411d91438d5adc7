using System.Diagnostics;
using Attune.Audits.Gates;
using Attune.Datasets;
using Attune.Models;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Tokens;

namespace Attune.Audits;

/// <summary>
/// Looks whether a dataset is fit to measure with: that it measures memory of the user and not guessing, says what it is to say and
/// nothing else, and can be true. See <c>docs/audit.md</c> for each gate, its source and its limits. For one run.
/// </summary>
public sealed class DatasetAudit
{
    private readonly Dataset _dataset;
    private readonly AuditOptions _options;
    private readonly TimeProvider _time;
    private readonly Budget? _budget;
    private readonly AuditModel? _model;
    private readonly BlindAnswers _blind;
    private double? _blindUsd = 0;

    /// <summary>Checks everything that can be checked before the first call.</summary>
    /// <param name="dataset">What to audit.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="resolve">Makes a model of its name; by default the embedded models.</param>
    /// <param name="time">Dates the report.</param>
    /// <exception cref="BadInputException">Something is wrong with the options.</exception>
    public DatasetAudit(Dataset dataset, AuditOptions? options = null, Func<ModelName, MessageTokens, ChatModel>? resolve = null, TimeProvider? time = null)
    {
        (_dataset, _options, _time) = (dataset, options ?? new(), time ?? TimeProvider.System);
        if (_options.LimitUsers is < 1) throw new BadInputException("--limit-users", "is below 1", "Give a number of users, or leave it out");
        _budget = _options.MaxCost is null && _options.MaxTokens is null ? null : new(_options.MaxCost, _options.MaxTokens, default);
        _blind = new(_options, resolve ?? EmbeddedModels.Create);
        if (_options.Model is null) return;
        var tokens = new MessageTokens(Tokenizer.Default);
        var model = (resolve ?? EmbeddedModels.Create)(ModelName.Parse(_options.Model), tokens);
        if (_options.MaxCost is not null && model.Price is null)
            throw new BadInputException("--max-cost", $"cannot be kept: the price of model '{model.Name}' is not known", "Give its price in models.yaml, or use --max-tokens");

        // The embedded models guess, but cannot read for meaning.
        if (!model.IsEmbedded) _model = new(_options, model, tokens, _budget);
    }

    /// <summary>Looks through all gates.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ModelCallException">No call to the model could succeed.</exception>
    /// <exception cref="BudgetReachedException">The budget is used.</exception>
    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        var subject = new AuditSubject(_dataset, _options.LimitUsers, _options.Seed) { Progress = _options.Progress };
        var gates = new List<GateResult>();
        Gate[] all = [new GuessabilityGate(AskBlindAsync), new LeakageGate(_model), new PreservationGate(_model), new ConsistencyGate(), new DiversityGate(), new LengthsGate()];
        foreach (var gate in all)
            gates.Add(GateResult.Of(gate.Name, await gate.CheckAsync(subject, cancellationToken).ConfigureAwait(false)));
        return new()
        {
            Dataset = _dataset.Card.Name,
            DatasetHash = _dataset.Hash,
            Date = _time.GetUtcNow(),
            Version = typeof(DatasetAudit).Assembly.GetName().Version!.ToString(3),
            Model = _options.Model,
            Users = subject.Profiles.Count,
            OfUsers = _dataset.Profiles.Count,
            Passed = gates.All(g => g.Verdict != GateVerdict.Fail),
            Gates = gates,
            CostUsd = _blindUsd + (_model is null ? 0 : _model.CostUsd),
            Seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1),
        };
    }

    private async Task<IReadOnlyList<TrialRecord>> AskBlindAsync(AuditSubject subject, CancellationToken cancellationToken)
    {
        var trials = await _blind.AskAsync(subject, _budget, cancellationToken).ConfigureAwait(false);
        _blindUsd = trials.Aggregate((double?)0, (sum, t) => sum + t.CostUsd);
        return trials;
    }
}
