using System.Net.Http.Headers;

namespace Attune.Providers.Limits;

/// <summary>
/// Lets the calls of one account through, in the order in which they came, as fast as its endpoint takes them. It starts without a
/// limit of its own and learns from refusals, from the waits that the endpoint asks for, and from what its headers say is left.
/// Thread-safe; nobody's thread is blocked. Lives as long as its account is used.
/// </summary>
internal sealed class AccountLimiter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestOwnPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Uri _endpoint;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _alarm;
    private readonly Concurrency _concurrency;
    private readonly MinuteWindow _requests;
    private readonly MinuteWindow _tokens;
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly LinkedList<Waiter> _queue = new();

    private TimeSpan _pausedUntil;
    private TimeSpan _nextPause = FirstPause;
    private int _inFlight;
    private (long Calls, long Waits, long Refused, long Cuts, TimeSpan Waited) _sum;

    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1.</exception>
    public AccountLimiter(Uri endpoint, EndpointLimits? limits, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits?.RequestsPerMinute ?? 1, 1, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits?.TokensPerMinute ?? 1, 1, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits?.MaxInFlight ?? 1, 1, nameof(limits));
        (_endpoint, _time, _origin) = (endpoint, time, time.GetTimestamp());
        (_concurrency, _requests, _tokens) = (new(limits?.MaxInFlight), new(limits?.RequestsPerMinute), new(limits?.TokensPerMinute));
        _alarm = time.CreateTimer(static limiter => ((AccountLimiter)limiter!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>The way of a model, the same for all who ask it.</summary>
    /// <param name="model">Its name at the endpoint.</param>
    /// <param name="countsCached">Whether the endpoint's limits count tokens that it reads from its cache.</param>
    public Lane Lane(string model, bool countsCached)
    {
        lock (_gate) return _lanes.TryGetValue(model, out var known) ? known : _lanes[model] = new(this, countsCached);
    }

    public LimiterReport Report()
    {
        lock (_gate)
        {
            return new(_endpoint)
            {
                Calls = _sum.Calls,
                Waits = _sum.Waits,
                Waited = _sum.Waited,
                Refused = _sum.Refused,
                Cuts = _sum.Cuts,
                InFlight = _inFlight,
                Waiting = _queue.Count,
                MaxInFlight = _concurrency.Limit,
            };
        }
    }

    public Task<Turn> EnterAsync(Lane lane, long inputTokens, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<Turn>(cancellationToken);
        lock (_gate)
        {
            var place = _queue.AddLast(new Waiter(lane, inputTokens, Now));
            AdmitNext();
            if (place.List is not null)
            {
                _sum.Waits++;
                place.Value.Leaving = cancellationToken.UnsafeRegister((_, token) => Abandon(place, token), null);
            }

            return place.Value.Task;
        }
    }

    /// <summary>The calls to a model that have ended by now.</summary>
    public Tally Ended(Lane lane)
    {
        lock (_gate) return lane.Ended;
    }

    /// <summary>Takes in what an answer to a model's call says of the endpoint's limits.</summary>
    /// <param name="lane">The model's way.</param>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="before">The calls that had ended when this one was sent.</param>
    public void Heed(Lane lane, HttpResponseHeaders headers, Tally before)
    {
        List<Standing> standings = [.. RateHeaders.Read(headers, _time.GetUtcNow())];
        if (standings.Count == 0) return;
        lock (_gate)
        {
            lane.Note(standings, before, Now);
            AdmitNext();
        }
    }

    /// <summary>Takes back a turn, with what came of it.</summary>
    public void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (turn.Refused) Refuse(turn);
            else if (turn.Succeeded) Succeed(turn);
            if (turn.Charged is { } charged) _tokens.Correct(turn.Spending, charged);
            turn.Lane.End(turn.Tokens);
            _inFlight--;
            AdmitNext();
        }
    }

    private void Succeed(Turn turn)
    {
        _concurrency.Grow(turn.Round);
        if (turn.Round == _concurrency.Round) _nextPause = FirstPause;
        if (turn.Charged is { } charged) turn.Lane.Learn(turn.InputTokens, charged);
    }

    private void Refuse(Turn turn)
    {
        _sum.Refused++;
        var cut = _concurrency.Refuse(turn.Round, _inFlight);
        if (cut != Cut.None) _sum.Cuts++;
        if (turn.RetryAfter is { } asked)
        {
            Pause(asked < Allowance.LongestWait ? asked : Allowance.LongestWait);
        }
        else if (cut == Cut.Half)
        {
            // After a step back, whoever is next waits for a call under way to end.
            Pause(_nextPause);
            _nextPause = _nextPause * 2 < LongestOwnPause ? _nextPause * 2 : LongestOwnPause;
        }
    }

    private void Pause(TimeSpan pause)
    {
        if (Now + pause > _pausedUntil) _pausedUntil = Now + pause;
    }

    private void Wake()
    {
        lock (_gate) AdmitNext();
    }

    /// <summary>Lets in whoever is first, as long as there is room; where only time is missing, comes back after it.</summary>
    private void AdmitNext()
    {
        while (_queue.First is { Value: var first } && _concurrency.HasRoom(_inFlight))
        {
            var now = Now;
            var tokens = first.Lane.Forecast(first.InputTokens);
            if (WaitFor(first.Lane, tokens, now) is var wait && wait > TimeSpan.Zero)
            {
                // Timers count whole milliseconds and must not ring before.
                _alarm.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return;
            }

            _queue.RemoveFirst();
            first.Leaving.Unregister();
            Begin(first, tokens, now);
        }
    }

    private TimeSpan WaitFor(Lane lane, long tokens, TimeSpan now) => ((TimeSpan[])
    [
        _pausedUntil - now,
        _requests.WaitFor(1, now),
        _tokens.WaitFor(tokens, now),
        lane.WaitFor(tokens, now),
    ]).Max();

    private void Begin(Waiter first, long tokens, TimeSpan now)
    {
        var waited = now - first.Came;
        _inFlight++;
        _sum.Calls++;
        _sum.Waited += waited;
        _requests.Spend(1, now);
        first.Lane.Begin(tokens);
        first.SetResult(new(this, first.Lane, first.InputTokens, tokens, _concurrency.Round, waited) { Spending = _tokens.Spend(tokens, now) });
    }

    /// <summary>Whoever has a turn already keeps it, and finds the cancellation in the call itself.</summary>
    private void Abandon(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (place.List is null) return;
            _queue.Remove(place);
            _sum.Waited += Now - place.Value.Came;
            place.Value.SetCanceled(cancellationToken);
            AdmitNext();
        }
    }

    /// <summary>Continues elsewhere: whoever gets a turn must not run under the limiter's lock.</summary>
    private sealed class Waiter(Lane lane, long inputTokens, TimeSpan came) : TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Lane Lane => lane;

        public long InputTokens => inputTokens;

        public TimeSpan Came => came;

        /// <summary>Not to be disposed of under the lock, which would wait for a cancellation that waits for the lock.</summary>
        public CancellationTokenRegistration Leaving { get; set; }
    }
}
