namespace Attune.Web.ModelServer;

/// <summary>The rate limits of the server: buckets that fill evenly over a minute, and a number of requests at once. Thread-safe.</summary>
internal sealed class ServingLimits
{
    private readonly Lock _gate = new();
    private readonly Bucket? _requests;
    private readonly Bucket? _tokens;
    private readonly int? _mostInFlight;
    private int _inFlight;

    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1.</exception>
    public ServingLimits(ModelHostOptions options, TimeProvider clock)
    {
        foreach (var limit in (int?[])[options.RequestsPerMinute, options.TokensPerMinute, options.MaxInFlight])
            ArgumentOutOfRangeException.ThrowIfLessThan(limit ?? 1, 1, nameof(options));
        _requests = options.RequestsPerMinute is { } requests ? new(requests, clock) : null;
        _tokens = options.TokensPerMinute is { } tokens ? new(tokens, clock) : null;
        _mostInFlight = options.MaxInFlight;
    }

    /// <summary>Takes a place among the requests at once; false where there is none.</summary>
    public bool TryEnter()
    {
        if (_mostInFlight is not { } most || Interlocked.Increment(ref _inFlight) <= most) return true;
        Interlocked.Decrement(ref _inFlight);
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        if (_mostInFlight is not null) Interlocked.Decrement(ref _inFlight);
    }

    /// <summary>Takes a request and its tokens out of the buckets, or nothing where one of them is empty.</summary>
    /// <param name="tokens">The prompt's length. A prompt longer than the bucket is let in when the bucket is full.</param>
    /// <returns>Null where they were taken, else how long to wait.</returns>
    public TimeSpan? Take(int tokens)
    {
        lock (_gate)
        {
            var wait = Max(_requests?.WaitFor(1), _tokens?.WaitFor(tokens));
            if (wait > TimeSpan.Zero) return wait;
            _requests?.Take(1);
            _tokens?.Take(tokens);
            return null;
        }
    }

    /// <summary>Takes the tokens of an answer, whether they are there or not: the next request waits for them.</summary>
    public void Bill(int tokens)
    {
        lock (_gate) _tokens?.Take(tokens);
    }

    /// <summary>What is left.</summary>
    public RateState State()
    {
        lock (_gate) return new(_requests?.Level(), _tokens?.Level());
    }

    /// <summary>Fills the buckets.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _requests?.Fill();
            _tokens?.Fill();
        }
    }

    private static TimeSpan Max(TimeSpan? a, TimeSpan? b) => (a ?? TimeSpan.Zero) > (b ?? TimeSpan.Zero) ? a!.Value : b ?? TimeSpan.Zero;
}

/// <summary>What is left of the limits by minute; null for one that the server does not have.</summary>
internal readonly record struct RateState(RateLevel? Requests, RateLevel? Tokens);

/// <summary>What is left of one limit.</summary>
/// <param name="Limit">What it holds when it is full.</param>
/// <param name="Left">What it holds.</param>
/// <param name="Reset">How long until it is full.</param>
internal readonly record struct RateLevel(int Limit, int Left, TimeSpan Reset);
