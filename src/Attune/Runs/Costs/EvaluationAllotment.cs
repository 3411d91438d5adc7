using Attune.Models;
using Attune.Runs.Pairs;

namespace Attune.Runs.Costs;

/// <summary>One evaluation's part of a run's budget, as <see cref="Allotment"/> is a trial's. For one evaluation.</summary>
/// <param name="budget">Null where there is none.</param>
/// <param name="most">The most that one call can cost.</param>
/// <param name="begun">The evaluation as far as it had come before.</param>
internal sealed class EvaluationAllotment(Budget? budget, Spending most, EvaluationRecord begun)
{
    private Spending _reserved;
    private Spending _spent;

    /// <summary>Waits for room.</summary>
    /// <param name="calls">Calls to make.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BudgetReachedException">There is none, and nothing is under way that could leave some.</exception>
    public async ValueTask OpenAsync(int calls, CancellationToken cancellationToken)
    {
        if (budget is null) return;
        _reserved = calls * most;
        if (!await budget.ReserveAsync(_reserved, cancellationToken).ConfigureAwait(false)) throw budget.Reached("evaluation");
    }

    /// <summary>Makes room for one call more; false where there is none.</summary>
    public bool TryAgain()
    {
        if (budget is null) return true;
        if (!budget.TryReserveMore(most)) return false;
        _reserved += most;
        return true;
    }

    /// <summary>Takes in what calls took.</summary>
    /// <returns>The record with it, and with what is counted for the attempts that did not say.</returns>
    public EvaluationRecord Told(EvaluationRecord record, CallMeter meter)
    {
        var cost = record.CostUsd + meter.CostUsd;
        var withoutUsage = record.AttemptsWithoutUsage + meter.WithoutUsage;
        var untold = withoutUsage * most;
        record = record with
        {
            Usage = record.Usage + meter.Usage,
            CostUsd = cost,
            CostAtLeastUsd = cost is null ? record.CountedUsd + meter.CountedUsd : null,
            LatencyMs = Math.Round(record.LatencyMs + meter.LatencyMs, 3),
            Attempts = record.Attempts + meter.Attempts,
            Throttled = record.Throttled + meter.Throttled,
            AttemptsWithoutUsage = withoutUsage,
            ReservedTokens = untold.Tokens > 0 ? untold.Tokens : null,
            ReservedUsd = untold.Usd > 0 ? untold.Usd : null,
        };
        _spent = Spending.Of(record) - Spending.Of(begun);
        return record;
    }

    /// <summary>Puts what the evaluation did cost in the place of what was reserved.</summary>
    public void Close() => budget?.Settle(_reserved, _spent);
}
