using System.Globalization;

namespace Attune.Runs.Costs;

/// <summary>
/// Keeps a run within what it may cost: whatever is to begin reserves the most it can cost, and what it did cost takes the
/// reservation's place when it has ended. So what is in flight cannot overshoot, as far as the reservations are large enough. Thread-safe.
/// </summary>
/// <param name="maxCost">US dollars; null means any.</param>
/// <param name="maxTokens">Tokens; null means any.</param>
/// <param name="used">What the run has cost before.</param>
internal sealed class Budget(double? maxCost, long? maxTokens, Spending used)
{
    private readonly Lock _gate = new();
    private Spending _used = used;
    private Spending _reserved;
    private int _reservations;
    private bool _reached;
    private TaskCompletionSource _settled = New();

    /// <summary>What has been spent; what is reserved is not part of it.</summary>
    public Spending Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <summary>What is left, in words.</summary>
    public string Standing
    {
        get
        {
            var spent = Used;
            var usd = maxCost is { } cost ? string.Create(CultureInfo.InvariantCulture, $"{spent.Usd:0.00##} of {cost:0.00##} US dollars") : null;
            var tokens = maxTokens is { } most ? string.Create(CultureInfo.InvariantCulture, $"{spent.Tokens:N0} of {most:N0} tokens") : null;
            return string.Join(" and ", new[] { usd, tokens }.Where(s => s is not null));
        }
    }

    /// <summary>Reserves, if what is spent and reserved leaves room for it.</summary>
    public bool TryReserve(Spending estimate)
    {
        lock (_gate)
        {
            if (_reached || !TryReserveMore(estimate)) return false;
            _reservations++;
            return true;
        }
    }

    /// <summary>
    /// Makes a reservation that is held larger, if there is room for it. It does not wait: others that hold one may be waiting for
    /// what this is for.
    /// </summary>
    public bool TryReserveMore(Spending estimate)
    {
        lock (_gate)
        {
            var all = _used + _reserved + estimate;
            if (all.Usd > maxCost || all.Tokens > maxTokens) return false;
            _reserved += estimate;
            return true;
        }
    }

    /// <summary>
    /// Reserves; while there is no room, waits for reservations that end below their estimate. False where nothing is left to wait
    /// for: from then on, nothing is reserved any more.
    /// </summary>
    /// <param name="estimate">The most that it can cost.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<bool> ReserveAsync(Spending estimate, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_gate)
            {
                if (TryReserve(estimate)) return true;
                _reached |= _reservations == 0;
                if (_reached) return false;
                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts what something did cost in the place of its reservation.</summary>
    /// <param name="reservation">As it was reserved.</param>
    /// <param name="actual">What it came to; nothing where it was given up before its first call.</param>
    public void Settle(Spending reservation, Spending actual)
    {
        TaskCompletionSource settled;
        lock (_gate)
        {
            _reserved -= reservation;
            _used += actual;
            _reservations--;
            (settled, _settled) = (_settled, New());
        }

        settled.SetResult();
    }

    /// <summary>What ends a run that finds no room for what comes next.</summary>
    /// <param name="next">What that is, in a word.</param>
    public BudgetReachedException Reached(string next) => new(new(
        "the budget", $"does not reach for another {next}: {Standing} are used", "Resume with a larger --max-cost or --max-tokens, or with none"));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
