using Attune.Histories;

namespace Attune.Runs.Costs;

/// <summary>Begins trials only as far as a run's budget reaches. Thread-safe.</summary>
internal sealed class BudgetedTrials
{
    private readonly Budget? _budget;
    private readonly Reservations _reservations;
    private readonly string _judge;

    /// <param name="options">The budget; without one, every trial begins.</param>
    /// <param name="setup">The run.</param>
    /// <param name="log">The path of the run's log; read in full where there is a budget.</param>
    /// <param name="unjudged">Trials of the log or the journal that have their answer, but not all verdicts.</param>
    public BudgetedTrials(RunOptions options, RunSetup setup, string log, IReadOnlyCollection<TrialRecord> unjudged)
    {
        (_reservations, _judge) = (new(setup), setup.Judge.Name.Text);
        if (options.MaxCost is null && options.MaxTokens is null) return;
        var known = unjudged.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var used = RunLog.Read(log).Where(t => !known.Contains(t.Key)).Concat(unjudged)
            .Aggregate(default(Spending), (sum, trial) => sum + Spending.Of(trial, _judge));
        _budget = new(options.MaxCost, options.MaxTokens, used);
    }

    /// <summary>Refuses a budget that cannot be kept.</summary>
    /// <exception cref="BadInputException">It is not above 0, or it is in dollars and a model's price is not known.</exception>
    public static void Check(RunOptions options, RunSetup setup)
    {
        if (options.MaxCost is { } cost && !(cost > 0)) throw new BadInputException("--max-cost", "is not above 0", "Give US dollars, like 12.50");
        if (options.MaxTokens <= 0) throw new BadInputException("--max-tokens", "is not above 0", "Give a number of tokens");
        if (options.MaxCost is null) return;
        var asked = setup.Judges ? setup.Models.Values.Append(setup.Judge) : setup.Models.Values;
        if (asked.FirstOrDefault(m => m.Price is null) is { } unknown)
            throw new BadInputException("--max-cost", $"cannot be kept: the price of model '{unknown.Name}' is not known", "Give its price in models.yaml, or use --max-tokens");
    }

    /// <summary>Runs a trial when there is room for it.</summary>
    /// <param name="trial">What to ask.</param>
    /// <param name="history">Its history; null inside for the blind floor.</param>
    /// <param name="answered">The trial as far as it had come; null where the model is yet to be asked.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="cancellationToken">Stops waiting for room.</param>
    /// <exception cref="BudgetReachedException">There is none, and nothing is under way that could leave some.</exception>
    public async Task<TrialRecord> RunAsync(
        TrialSpec trial, Func<History?> history, TrialRecord? answered, Func<Task<TrialRecord>> run, CancellationToken cancellationToken)
    {
        if (_budget is null) return Reserved(trial, await run().ConfigureAwait(false));
        var most = _reservations.Of(trial, history(), answered is not null);
        if (!await _budget.ReserveAsync(most, cancellationToken).ConfigureAwait(false)) throw Reached();
        Spending actual = default;
        try
        {
            var ended = Reserved(trial, await run().ConfigureAwait(false));
            actual = Spending.Of(ended, _judge) - (answered is null ? default : Spending.Of(answered, _judge));
            return ended;
        }
        finally
        {
            _budget.Settle(most, actual);
        }
    }

    /// <summary>An endpoint that does not say what a call took has not done it for nothing: the trial says so to the runs that come after.</summary>
    private TrialRecord Reserved(TrialSpec trial, TrialRecord ended) => _reservations.Untold(trial, ended) is { Tokens: > 0 } untold
        ? ended with { ReservedTokens = untold.Tokens, ReservedUsd = untold.Usd > 0 ? untold.Usd : null }
        : ended;

    private BudgetReachedException Reached() => new(new(
        "the budget", $"does not reach for another trial: {_budget!.Standing} are used", "Resume with a larger --max-cost or --max-tokens, or with none"));
}
