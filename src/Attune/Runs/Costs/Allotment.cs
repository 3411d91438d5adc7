using Attune.Histories;

namespace Attune.Runs.Costs;

/// <summary>
/// One trial's part of a run's budget: the most that it can cost while it is under way, more for each call that is made again though
/// the one before it may be billed, and what it did cost afterwards. For one trial.
/// </summary>
/// <param name="budget">Null where there is none.</param>
/// <param name="reservations">What calls can cost.</param>
/// <param name="trial">What is asked.</param>
/// <param name="begun">The trial as far as it had come before; null where nothing was asked yet.</param>
/// <param name="judge">The name of the run's judge.</param>
internal sealed class Allotment(Budget? budget, Reservations reservations, TrialSpec trial, TrialRecord? begun, string judge)
{
    private Spending _reserved;
    private Spending _spent;
    private long _historyTokens;

    /// <summary>Waits for room.</summary>
    /// <param name="history">The trial's history; null inside for the blind floor. Not called without a budget.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False where there is none, and nothing is under way that could leave some.</returns>
    public async ValueTask<bool> OpenAsync(Func<History?> history, CancellationToken cancellationToken)
    {
        if (budget is null) return true;
        var laidOut = history();
        (_historyTokens, _reserved) = (laidOut?.Tokens ?? 0, reservations.Of(trial, laidOut, begun is { Outcome: not TrialOutcome.Failed }));
        return await budget.ReserveAsync(_reserved, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes room for one call more to the model; false where there is none.</summary>
    public bool TryAgain() => TryReserve(() => reservations.OfAttempt(trial, _historyTokens));

    /// <summary>Makes room for one call more to the judge; false where there is none.</summary>
    public bool TryJudgeAgain() => TryReserve(() => reservations.OfJudgeAttempt(trial));

    /// <summary>Takes in how far the trial has come.</summary>
    /// <returns>The same with what is counted for the attempts that did not say what they took: an endpoint has not done them for nothing, and runs that come after must know.</returns>
    public TrialRecord Told(TrialRecord record)
    {
        var told = reservations.Untold(trial, record) is { Tokens: > 0 } untold
            ? record with { ReservedTokens = untold.Tokens, ReservedUsd = untold.Usd > 0 ? untold.Usd : null }
            : record;
        _spent = Spending.Of(told, judge) - (begun is null ? default : Spending.Of(begun, judge));
        return told;
    }

    /// <summary>Puts what the trial did cost in the place of what was reserved.</summary>
    public void Close() => budget?.Settle(_reserved, _spent);

    private bool TryReserve(Func<Spending> most)
    {
        if (budget is null) return true;
        var more = most();
        if (!budget.TryReserveMore(more)) return false;
        _reserved += more;
        return true;
    }
}
