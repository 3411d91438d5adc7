namespace Attune.Providers.Tests.Limits;

/// <summary>What the user says of an account is kept to without a refusal.</summary>
public sealed class PacingTests
{
    [Fact]
    public void No_minute_has_more_calls_than_allowed()
    {
        var account = new Account(new(RequestsPerMinute: 3));
        Account.Succeed(account.Begin(1)[0]);
        account.Clock.Advance(20);

        var asked = account.Ask(5);

        asked.Count(t => t.IsCompleted).ShouldBe(2);
        account.Clock.Advance(40.9);
        asked.Count(t => t.IsCompleted).ShouldBe(2);
        account.Clock.Advance(0.1);
        asked.Count(t => t.IsCompleted).ShouldBe(3, "the first call is a minute and a second ago");
        account.Clock.Advance(20);
        asked.Count(t => t.IsCompleted).ShouldBe(5);
    }

    [Fact]
    public void No_minute_has_more_tokens_than_allowed()
    {
        var account = new Account(new(TokensPerMinute: 1000));

        var asked = account.Ask(5, tokens: 400);

        asked.Count(t => t.IsCompleted).ShouldBe(2);
        account.Clock.Advance(61);
        asked.Count(t => t.IsCompleted).ShouldBe(4);
    }

    [Fact]
    public async Task What_a_call_really_used_takes_the_place_of_the_estimate()
    {
        var account = new Account(new(TokensPerMinute: 1000));
        var turns = account.Begin(2, tokens: 400);
        var next = account.Ask(1, tokens: 1)[0];
        next.IsCompleted.ShouldBeTrue();

        Account.Succeed(turns[0], new(400, 0, 300));
        var late = account.Ask(1, tokens: 1)[0];
        late.IsCompleted.ShouldBeFalse("the answer was long");

        Account.Succeed(await next);
        Account.Refuse(turns[1], retryAfter: 0);
        late.IsCompleted.ShouldBeTrue("what is refused uses nothing");
    }

    [Fact]
    public void A_call_larger_than_the_minutes_tokens_goes_alone()
    {
        var account = new Account(new(TokensPerMinute: 1000));
        account.Begin(1, tokens: 10);

        var large = account.Ask(1, tokens: 5000)[0];
        large.IsCompleted.ShouldBeFalse();
        account.Clock.Advance(61);
        large.IsCompleted.ShouldBeTrue();

        var next = account.Ask(1, tokens: 1)[0];
        account.Clock.Advance(60);
        next.IsCompleted.ShouldBeFalse();
        account.Clock.Advance(1);
        next.IsCompleted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, 9)]
    [InlineData(true, 0)]
    public void Tokens_read_from_the_cache_count_where_the_endpoint_counts_them(bool counted, int more)
    {
        var account = new Account(new(TokensPerMinute: 10_000), countsCached: counted);
        Account.Succeed(account.Begin(1, tokens: 9_000)[0], new(9_000, 8_100, 100));

        account.Ask(20, tokens: 9_000).Count(t => t.IsCompleted).ShouldBe(more);
    }

    [Fact]
    public async Task Nonsense_in_the_usage_neither_overflows_nor_stops_anything_for_ever()
    {
        var account = new Account(new(TokensPerMinute: 1000));
        Account.Succeed(account.Begin(1, tokens: 10)[0], new(long.MaxValue, long.MinValue, long.MaxValue));
        account.Clock.Advance(61);
        Account.Succeed(await account.Ask(1, tokens: long.MaxValue)[0], new(-5, 7, -9));

        var next = account.Ask(1, tokens: long.MinValue)[0];
        account.Clock.Advance(61);

        next.IsCompletedSuccessfully.ShouldBeTrue();
    }
}
