using System.Net.Http.Headers;
using Attune.Models;

namespace Attune.Providers.Limits;

/// <summary>
/// One model's way through the limiter of its account. Endpoints count some limits by model, and what a token of the prompt costs is
/// the model's own matter too. Public members are thread-safe; the rest is the limiter's to use, under its lock.
/// </summary>
/// <param name="account">The limiter of the account.</param>
/// <param name="countsCached">Whether the endpoint counts tokens that it reads from its cache.</param>
internal sealed class Lane(AccountLimiter account, bool countsCached)
{
    /// <summary>More tokens than any call has; a greater number is nonsense, and sums must not overflow.</summary>
    private const long MostTokens = 100_000_000;

    private readonly Dictionary<string, (Measure Measure, Allowance Allowance)> _allowances = new(StringComparer.Ordinal);
    private readonly TokenForecast _forecast = new();
    private Tally _begun;

    /// <summary>Waits for a turn; first come, first served. Dispose of it when the call is over.</summary>
    /// <param name="inputTokens">An estimate of the prompt's length.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    public Task<Turn> EnterAsync(long inputTokens, CancellationToken cancellationToken) =>
        account.EnterAsync(this, Math.Clamp(inputTokens, 0, MostTokens), cancellationToken);

    /// <summary>To be asked for when a call is sent: what has ended by then, the endpoint has counted when it answers.</summary>
    public Tally Sent() => account.Ended(this);

    /// <summary>Takes in what the headers of an answer say of the endpoint's limits.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="before">What <see cref="Sent"/> said when the call was sent.</param>
    public void Heed(HttpResponseHeaders headers, Tally before) => account.Heed(this, headers, before);

    /// <summary>What a call counts, for what it used.</summary>
    public long Charge(TokenUsage usage) => Math.Clamp(Math.Clamp(usage.Input, 0, MostTokens) - (countsCached ? 0 : usage.Cached), 0, MostTokens) + Math.Clamp(usage.Output, 0, MostTokens);

    /// <summary>The calls that are over.</summary>
    internal Tally Ended { get; private set; }

    internal long Forecast(long inputTokens) => Math.Min(_forecast.Of(inputTokens), MostTokens);

    internal void Learn(long inputTokens, long charged) => _forecast.Learn(inputTokens, charged);

    internal TimeSpan WaitFor(long tokens, TimeSpan now) =>
        _allowances.Values.Select(a => a.Allowance.WaitFor(Cost(a.Measure, new(1, tokens)), now)).DefaultIfEmpty().Max();

    internal void Begin(long tokens)
    {
        var call = new Tally(1, tokens);
        _begun += call;
        foreach (var (measure, allowance) in _allowances.Values) allowance.Use(Cost(measure, call));
    }

    internal void End(long tokens) => Ended += new Tally(1, tokens);

    internal void Note(IEnumerable<Standing> standings, Tally before, TimeSpan now)
    {
        // Without the call that was answered: it was counted.
        var (underWay, uncounted) = ((_begun - Ended).WithoutOne(), (_begun - before).WithoutOne());
        foreach (var standing in standings)
        {
            if (!_allowances.TryGetValue(standing.Name, out var known)) _allowances[standing.Name] = known = (standing.Measure, new());
            known.Allowance.Heed(standing, Cost(standing.Measure, underWay), Cost(standing.Measure, uncounted), now);
        }
    }

    private static long Cost(Measure measure, Tally calls) => measure switch
    {
        Measure.Requests => calls.Calls,
        Measure.Tokens => calls.Tokens,
        _ => 0,
    };
}
