using Attune.Models;
using Attune.Providers.Limits;

namespace Attune.Providers.Tests.Limits;

/// <summary>A limiter on a clock that stands still.</summary>
internal sealed class Account
{
    public Account(EndpointLimits? limits = null, bool countsCached = true)
    {
        Limiter = new(new("http://127.0.0.1/v1"), limits, Clock);
        Lane = Limiter.Lane("m", countsCached);
    }

    public ManualClock Clock { get; } = new();

    public AccountLimiter Limiter { get; }

    public Lane Lane { get; }

    public LimiterReport Report => Limiter.Report();

    /// <summary>Calls that ask for their turn one after another.</summary>
    public List<Task<Turn>> Ask(int calls, long tokens = 0) => [.. Enumerable.Range(0, calls).Select(_ => Lane.EnterAsync(tokens, default))];

    /// <summary>Calls that get their turn at once.</summary>
    public List<Turn> Begin(int calls, long tokens = 0)
    {
        var asked = Ask(calls, tokens);
        asked.ShouldAllBe(t => t.IsCompletedSuccessfully);
        return [.. asked.Select(t => t.Result)];
    }

    public static void Succeed(Turn turn, TokenUsage? usage = null)
    {
        turn.Succeed();
        if (usage is not null) turn.Charge(usage);
        turn.Dispose();
    }

    public static void Refuse(Turn turn, double? retryAfter = null, CallFault fault = CallFault.RateLimited)
    {
        turn.Fail(new ModelCallException(fault, new("openai:m", "fails", "Mend it"), retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        turn.Dispose();
    }

    /// <summary>An answer with these headers comes to a call that was sent when only these others were over.</summary>
    public void Heed(Tally before, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        Lane.Heed(response.Headers, before);
    }

    /// <summary>An answer with these headers comes to a call that was sent just now.</summary>
    public void Heed(params (string Name, string Value)[] headers) => Heed(Lane.Sent(), headers);
}
