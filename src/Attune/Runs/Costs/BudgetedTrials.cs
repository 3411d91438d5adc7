using Attune.Histories;

namespace Attune.Runs.Costs;

/// <summary>Begins trials only as far as a run's budget reaches. Thread-safe.</summary>
internal sealed class BudgetedTrials
{
    private readonly Reservations _reservations;
    private readonly string _judge;

    /// <param name="options">The budget; without one, every trial begins.</param>
    /// <param name="setup">The run.</param>
    /// <param name="log">The path of the run's log; read in full where there is a budget.</param>
    /// <param name="begun">Trials of the log or the journal that are not settled, with what they took.</param>
    /// <param name="evaluations">What evaluations took before.</param>
    public BudgetedTrials(RunOptions options, RunSetup setup, string log, IReadOnlyCollection<TrialRecord> begun, Spending evaluations)
    {
        (_reservations, _judge) = (new(setup), setup.Judge.Name.Text);
        if (options.MaxCost is null && options.MaxTokens is null) return;
        var known = begun.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var used = RunLog.Read(log).Where(t => !known.Contains(t.Key)).Concat(begun)
            .Aggregate(evaluations, (sum, trial) => sum + Spending.Of(trial, _judge));
        Budget = new(options.MaxCost, options.MaxTokens, used);
    }

    /// <summary>The budget, for what else is to keep to it; null where there is none.</summary>
    public Budget? Budget { get; }

    /// <summary>Refuses a budget that cannot be kept.</summary>
    /// <exception cref="BadInputException">It is not above 0, or it is in dollars and a model's price is not known.</exception>
    public static void Check(RunOptions options, RunSetup setup)
    {
        if (options.MaxCost is { } cost && !(cost > 0)) throw new BadInputException("--max-cost", "is not above 0", "Give US dollars, like 12.50");
        if (options.MaxTokens <= 0) throw new BadInputException("--max-tokens", "is not above 0", "Give a number of tokens");
        if (options.MaxCost is null) return;
        var asked = setup.Judges ? setup.Models.Values.Append(setup.Judge) : setup.Models.Values;
        if (asked.Concat(setup.Evaluators).FirstOrDefault(m => m.Price is null) is { } unknown)
            throw new BadInputException("--max-cost", $"cannot be kept: the price of model '{unknown.Name}' is not known", "Give its price in models.yaml, or use --max-tokens");
    }

    /// <summary>Runs a trial when there is room for it.</summary>
    /// <param name="trial">What to ask.</param>
    /// <param name="history">Its history; null inside for the blind floor.</param>
    /// <param name="begun">The trial as far as it had come; null where nothing was asked yet.</param>
    /// <param name="run">Runs it, and tells its allotment what it took if it throws.</param>
    /// <param name="cancellationToken">Stops waiting for room.</param>
    /// <exception cref="BudgetReachedException">There is none, and nothing is under way that could leave some.</exception>
    public async Task<TrialRecord> RunAsync(
        TrialSpec trial, Func<History?> history, TrialRecord? begun, Func<Allotment, Task<TrialRecord>> run, CancellationToken cancellationToken)
    {
        var allotment = new Allotment(Budget, _reservations, trial, begun, _judge);
        if (!await allotment.OpenAsync(history, cancellationToken).ConfigureAwait(false)) throw Budget!.Reached("trial");
        try
        {
            return allotment.Told(await run(allotment).ConfigureAwait(false));
        }
        finally
        {
            allotment.Close();
        }
    }
}
