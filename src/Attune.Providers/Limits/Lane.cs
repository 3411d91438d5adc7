using System.Net.Http.Headers;
using Attune.Models;

namespace Attune.Providers.Limits;

/// <summary>
/// One model's way through the limiter of its account. Endpoints count some limits by model, and what a token of the prompt costs is
/// the model's own matter too. <see cref="EnterAsync"/> and <see cref="Heed"/> are thread-safe; the rest is the limiter's to use.
/// </summary>
/// <param name="account">The limiter of the account.</param>
/// <param name="countsCached">Whether the endpoint counts tokens that it reads from its cache.</param>
internal sealed class Lane(AccountLimiter account, bool countsCached)
{
    /// <summary>More tokens than any call has; a greater number is nonsense, and sums must not overflow.</summary>
    private const long MostTokens = 100_000_000;

    private readonly Dictionary<string, (Measure Measure, Allowance Allowance)> _allowances = new(StringComparer.Ordinal);
    private readonly TokenForecast _forecast = new();
    private int _calls;
    private long _tokens;

    /// <summary>Waits for a turn; first come, first served. Dispose of it when the call is over.</summary>
    /// <param name="inputTokens">An estimate of the prompt's length.</param>
    /// <param name="cancellationToken">Leaves the queue.</param>
    public Task<Turn> EnterAsync(long inputTokens, CancellationToken cancellationToken) =>
        account.EnterAsync(this, Math.Clamp(inputTokens, 0, MostTokens), cancellationToken);

    /// <summary>Takes in what the headers of an answer say of the endpoint's limits.</summary>
    public void Heed(HttpResponseHeaders headers) => account.Heed(this, headers);

    /// <summary>What a call counts, for what it used.</summary>
    public long Charge(TokenUsage usage) => Math.Clamp(Math.Clamp(usage.Input, 0, MostTokens) - (countsCached ? 0 : usage.Cached), 0, MostTokens) + Math.Clamp(usage.Output, 0, MostTokens);

    internal long Forecast(long inputTokens) => Math.Min(_forecast.Of(inputTokens), MostTokens);

    internal void Learn(long inputTokens, long charged) => _forecast.Learn(inputTokens, charged);

    internal TimeSpan WaitFor(long tokens, TimeSpan now) =>
        _allowances.Values.Select(a => a.Allowance.WaitFor(Cost(a.Measure, 1, tokens), now)).DefaultIfEmpty().Max();

    internal void Begin(long tokens)
    {
        _calls++;
        _tokens += tokens;
        foreach (var (measure, allowance) in _allowances.Values) allowance.Use(Cost(measure, 1, tokens));
    }

    internal void End(long tokens)
    {
        _calls--;
        _tokens -= tokens;
    }

    internal void Note(IEnumerable<Standing> standings, TimeSpan now)
    {
        // The endpoint has counted the call that it answers.
        var others = Math.Max(0, _calls - 1);
        var tokens = _calls > 0 ? _tokens / _calls * others : 0;
        foreach (var standing in standings)
        {
            if (!_allowances.TryGetValue(standing.Name, out var known)) _allowances[standing.Name] = known = (standing.Measure, new());
            known.Allowance.Heed(standing, Cost(standing.Measure, others, tokens), now);
        }
    }

    private static long Cost(Measure measure, long calls, long tokens) => measure switch
    {
        Measure.Requests => calls,
        Measure.Tokens => tokens,
        _ => 0,
    };
}
