namespace Attune.Providers.Tests.Limits;

/// <summary>What an endpoint says is left is not passed.</summary>
public sealed class RateHeaderTests
{
    private readonly Account _account = new();

    [Theory]
    [InlineData("requests", "1s", 1)]
    [InlineData("requests", "6m0s", 300)]
    [InlineData("requests", "1m30.5s", 90.5)]
    [InlineData("tokens", "20ms", 0.02)]
    [InlineData("tokens", "1h", 300)]
    [InlineData("tokens", "999999999d999999999d", 300)]
    public void Where_nothing_is_left_calls_wait_for_the_reset(string what, string reset, double seconds)
    {
        using var turn = _account.Begin(1)[0];
        _account.Heed(($"x-ratelimit-remaining-{what}", "0"), ($"x-ratelimit-reset-{what}", reset));

        WaitsFor(seconds);
    }

    [Theory]
    [InlineData("requests", "2029-01-01T00:00:40Z", 40)]
    [InlineData("tokens", "2029-01-01T01:00:40+01:00", 40)]
    [InlineData("input-tokens", "2029-01-01T00:00:01.5Z", 1.5)]
    [InlineData("output-tokens", "9999-12-31T00:00:00Z", 300)]
    public void A_reset_may_be_a_date(string what, string reset, double seconds)
    {
        using var turn = _account.Begin(1)[0];
        _account.Heed(($"anthropic-ratelimit-{what}-remaining", "0"), ($"anthropic-ratelimit-{what}-reset", reset));

        WaitsFor(seconds);
    }

    [Theory]
    [InlineData("0", "soon")]
    [InlineData("0", "")]
    [InlineData("0", "-5s")]
    [InlineData("0", "5")]
    [InlineData("0", "1e9s")]
    [InlineData("0", "NaNs")]
    [InlineData("0", "99999999999999999999s")]
    [InlineData("0", "2029-13-45T00:00:00Z")]
    [InlineData("0", "2028-12-31T23:00:00Z")]
    [InlineData("", "20s")]
    [InlineData("none", "20s")]
    [InlineData("0x0", "20s")]
    [InlineData("99999999999999999999", "20s")]
    [InlineData("-99999999999999999999", "20s")]
    public void What_cannot_be_read_or_is_past_holds_nobody(string remaining, string reset)
    {
        using var turn = _account.Begin(1)[0];
        _account.Heed(("x-ratelimit-remaining-requests", remaining), ("x-ratelimit-reset-requests", reset));

        _account.Begin(100);
    }

    [Fact]
    public void Calls_under_way_are_taken_off_what_is_left()
    {
        var underWay = _account.Begin(3);
        _account.Heed(Requests(left: 5, limit: 60, reset: "30s"));

        var asked = _account.Ask(10);
        asked.Count(t => t.IsCompleted).ShouldBe(3, "of the 5, two may go to calls that are under way");
        underWay.ForEach(t => Account.Succeed(t));
        asked.Count(t => t.IsCompleted).ShouldBe(3);
        _account.Heed(Requests(left: 4, limit: 60, reset: "30s"));
        asked.Count(t => t.IsCompleted).ShouldBe(5, "of the 4, two may go to calls that are under way");
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_bring_back_what_was_used_since()
    {
        var late = _account.Begin(1)[0];
        var before = _account.Lane.Sent();
        for (var left = 5; left > 1; left--)
        {
            var turn = _account.Begin(1)[0];
            _account.Heed(Requests(left - 1, limit: 60, reset: "30s"));
            Account.Succeed(turn);
        }

        _account.Heed(before, Requests(left: 5, limit: 60, reset: "30s"));
        Account.Succeed(late);

        _account.Ask(5).Count(t => t.IsCompleted).ShouldBe(1, "four have begun since that answer");
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_bring_the_reset_forward()
    {
        var late = _account.Begin(2);
        var before = _account.Lane.Sent();
        _account.Heed(before, Requests(left: 0, limit: 60, reset: "60s"));

        _account.Heed(before, Requests(left: 1, limit: 60, reset: "1s"));
        late.ForEach(t => Account.Succeed(t));

        WaitsFor(60);
    }

    [Fact]
    public void After_the_reset_no_more_calls_begin_than_the_limit_has()
    {
        Account.Succeed(_account.Begin(1)[0]);
        _account.Heed(Requests(left: 0, limit: 4, reset: "30s"));
        var asked = _account.Ask(10);

        _account.Clock.Advance(29.9);
        asked.Count(t => t.IsCompleted).ShouldBe(0);
        _account.Clock.Advance(0.1);
        asked.Count(t => t.IsCompleted).ShouldBe(4);
    }

    [Fact]
    public void An_endpoint_that_falls_silent_about_its_limits_stops_nobody_for_long()
    {
        Account.Succeed(_account.Begin(1)[0]);
        _account.Heed(Requests(left: 0, limit: 0, reset: "30s"));
        var asked = _account.Ask(10);

        _account.Clock.Advance(30 + 60);

        asked.ShouldAllBe(t => t.IsCompleted);
    }

    [Fact]
    public void A_call_larger_than_the_limit_goes_when_the_limit_is_full()
    {
        Account.Succeed(_account.Begin(1)[0]);
        _account.Heed(("x-ratelimit-limit-tokens", "1000"), ("x-ratelimit-remaining-tokens", "500"), ("x-ratelimit-reset-tokens", "30s"));

        var large = _account.Ask(1, tokens: 50_000)[0];
        _account.Clock.Advance(29.9);
        large.IsCompleted.ShouldBeFalse();
        _account.Clock.Advance(0.1);

        large.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void One_models_limits_are_not_anothers()
    {
        using var turn = _account.Begin(1)[0];
        _account.Heed(Requests(left: 0, limit: 60, reset: "30s"));

        _account.Limiter.Lane("another", countsCached: true).EnterAsync(0, default).IsCompleted.ShouldBeTrue();
    }

    private void WaitsFor(double seconds)
    {
        var next = _account.Ask(1)[0];
        _account.Clock.Advance(seconds - 0.001);
        next.IsCompleted.ShouldBeFalse();
        _account.Clock.Advance(0.002);
        next.IsCompleted.ShouldBeTrue();
    }

    private static (string, string)[] Requests(int left, int limit, string reset) =>
    [
        ("x-ratelimit-limit-requests", $"{limit}"),
        ("x-ratelimit-remaining-requests", $"{left}"),
        ("x-ratelimit-reset-requests", reset),
    ];
}
