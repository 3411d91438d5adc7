using Attune.Models;
using Attune.Providers.Limits;

namespace Attune.Providers.Tests.Limits;

public sealed class AccountLimiterTests
{
    private readonly Account _account = new();

    [Fact]
    public void Nothing_waits_until_something_is_refused()
    {
        var turns = _account.Begin(500);

        turns.ForEach(t => Account.Succeed(t));

        (_account.Report.Calls, _account.Report.Waits, _account.Report.MaxInFlight, _account.Report.InFlight).ShouldBe((500, 0, null, 0));
    }

    [Theory]
    [InlineData(CallFault.RateLimited)]
    [InlineData(CallFault.Overloaded)]
    public void A_round_of_refusals_halves_the_calls_at_once_only_once(CallFault fault)
    {
        var turns = _account.Begin(8);

        turns.ForEach(t => Account.Refuse(t, fault: fault));

        (_account.Report.Refused, _account.Report.Cuts, _account.Report.MaxInFlight).ShouldBe((8, 1, 4));
    }

    [Fact]
    public void Each_further_round_of_refusals_halves_again_down_to_one()
    {
        var left = new List<int?>();
        for (var round = 0; round < 7; round++)
        {
            _account.Clock.Advance(60);
            _account.Begin(_account.Report.MaxInFlight ?? 32).ForEach(t => Account.Refuse(t));
            left.Add(_account.Report.MaxInFlight);
        }

        left.ShouldBe([16, 8, 4, 2, 1, 1, 1]);
    }

    [Fact]
    public void Faults_that_fewer_calls_would_not_have_avoided_change_nothing()
    {
        foreach (var fault in (CallFault[])[CallFault.Network, CallFault.Timeout, CallFault.ServerError, CallFault.Quota, CallFault.BadRequest])
            _account.Begin(4).ForEach(t => Account.Refuse(t, retryAfter: 9, fault));

        (_account.Report.Refused, _account.Report.Cuts, _account.Report.MaxInFlight).ShouldBe((0, 0, null));
        _account.Begin(1);
    }

    [Fact]
    public void Success_adds_one_call_a_round_and_only_by_calls_that_began_after_the_cut()
    {
        var turns = _account.Begin(4);
        Account.Refuse(turns[0]);
        turns.Skip(1).ToList().ForEach(t => Account.Succeed(t));
        _account.Report.MaxInFlight.ShouldBe(2);
        _account.Clock.Advance(1);

        foreach (var (round, most) in (List<(int, int)>)[(2, 2), (1, 3), (3, 4)])
        {
            _account.Begin(round).ForEach(t => Account.Succeed(t));
            _account.Report.MaxInFlight.ShouldBe(most);
        }
    }

    [Fact]
    public void A_step_that_is_refused_is_taken_back_without_a_pause_and_tried_again_ever_later()
    {
        var account = Settled(2);

        foreach (var rounds in (int[])[1, 2, 4, 8, 16, 16])
        {
            CallsToGrow(account).ShouldBeInRange(2 * rounds, 3 * rounds);
            var turns = account.Begin(3);
            Account.Refuse(turns[2]);
            account.Report.MaxInFlight.ShouldBe(2);
            turns.Take(2).ToList().ForEach(t => Account.Succeed(t));
        }

        account.Report.Cuts.ShouldBe(7);
    }

    [Fact]
    public void When_a_step_holds_after_all_the_next_ones_come_round_by_round_again()
    {
        var account = Settled(2);
        for (var i = 0; i < 3; i++)
        {
            CallsToGrow(account);
            account.Begin(3).ForEach(t => Account.Refuse(t));
        }

        CallsToGrow(account).ShouldBeInRange(2 * 8, 3 * 8);
        CallsToGrow(account).ShouldBeInRange(3 * 8, 4 * 8);
        CallsToGrow(account).ShouldBeInRange(4, 5);
    }

    [Fact]
    public void Where_what_held_before_is_refused_too_the_number_is_halved()
    {
        var account = Settled(4);
        CallsToGrow(account);
        account.Begin(5).ForEach(t => Account.Refuse(t));
        account.Report.MaxInFlight.ShouldBe(4);

        account.Begin(4).ForEach(t => Account.Refuse(t));

        (account.Report.MaxInFlight, account.Report.Cuts).ShouldBe((2, 3));
        account.Ask(1)[0].IsCompleted.ShouldBeFalse("the account pauses");
    }

    [Fact]
    public void What_the_user_allows_is_never_passed()
    {
        var account = new Account(new(MaxInFlight: 3));
        for (var i = 0; i < 50; i++) account.Begin(3).ForEach(t => Account.Succeed(t));

        var turns = account.Ask(5);

        turns.Count(t => t.IsCompleted).ShouldBe(3);
        account.Report.Waiting.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(null, 0L, null)]
    [InlineData(null, null, -1)]
    public void A_limit_under_one_is_refused(int? requests, long? tokens, int? inFlight) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Account(new(requests, tokens, inFlight)));

    [Fact]
    public async Task A_wait_that_the_endpoint_asks_for_holds_the_whole_account()
    {
        Account.Refuse(_account.Begin(1)[0], retryAfter: 7);
        var other = _account.Limiter.Lane("another model", countsCached: true).EnterAsync(0, default);

        _account.Clock.Advance(6.9);
        other.IsCompleted.ShouldBeFalse();
        _account.Clock.Advance(0.1);

        (await other).Waited.ShouldBe(TimeSpan.FromSeconds(7));
        (_account.Report.Waits, _account.Report.Waited).ShouldBe((1, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void A_shorter_wait_does_not_end_a_longer_one()
    {
        var turns = _account.Begin(2);
        Account.Refuse(turns[0], retryAfter: 9);
        Account.Refuse(turns[1], retryAfter: 2);

        var next = _account.Ask(1)[0];
        _account.Clock.Advance(8);

        next.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task No_wait_is_longer_than_five_minutes()
    {
        Account.Refuse(_account.Begin(1)[0], retryAfter: 1e9);
        var next = _account.Ask(1)[0];

        _account.Clock.Advance(299);
        next.IsCompleted.ShouldBeFalse();
        _account.Clock.Advance(1);

        await next;
    }

    [Fact]
    public async Task Where_the_endpoint_says_nothing_the_pause_grows_and_success_makes_it_short_again()
    {
        foreach (var pause in (double[])[100, 200, 400, 800, 1600]) await PausedForAsync(pause);
        for (var i = 0; i < 20; i++) await PausedForAsync(null);
        await PausedForAsync(30_000);

        Account.Succeed(_account.Begin(1)[0]);
        await PausedForAsync(100);

        async Task PausedForAsync(double? milliseconds)
        {
            Account.Refuse(_account.Begin(1)[0]);
            var next = _account.Ask(1)[0];
            _account.Clock.Advance(60);
            using var turn = await next;
            if (milliseconds is { } expected) turn.Waited.TotalMilliseconds.ShouldBe(expected, 1);
        }
    }

    [Fact]
    public async Task First_come_first_served()
    {
        var account = new Account(new(MaxInFlight: 1));
        var served = new List<int>();
        var holder = account.Begin(1)[0];
        var asked = Enumerable.Range(0, 20).Select(i => account.Lane.EnterAsync(i, default)).ToList();

        Account.Succeed(holder);
        foreach (var turn in asked)
        {
            using var got = await turn;
            served.Add((int)got.InputTokens);
            account.Report.InFlight.ShouldBe(1);
        }

        served.ShouldBe(Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_queue_and_the_next_moves_up()
    {
        var account = new Account(new(MaxInFlight: 1));
        var holder = account.Begin(1)[0];
        using var cancel = new CancellationTokenSource();
        var gone = account.Lane.EnterAsync(0, cancel.Token);
        var next = account.Ask(1)[0];

        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(() => gone)).CancellationToken.ShouldBe(cancel.Token);
        account.Report.Waiting.ShouldBe(1);
        Account.Succeed(holder);

        (await next).Dispose();
        (account.Report.InFlight, account.Report.Waiting, account.Report.Calls).ShouldBe((0, 0, 2));
        await Should.ThrowAsync<OperationCanceledException>(() => account.Lane.EnterAsync(0, cancel.Token));
    }

    [Fact]
    public async Task Who_gives_up_at_the_head_of_the_queue_lets_smaller_calls_go()
    {
        var account = new Account(new(TokensPerMinute: 100));
        Account.Succeed(account.Begin(1, tokens: 60)[0]);
        using var cancel = new CancellationTokenSource();
        var large = account.Lane.EnterAsync(90, cancel.Token);
        var small = account.Ask(1, tokens: 10)[0];
        small.IsCompleted.ShouldBeFalse("it came later");

        await cancel.CancelAsync();

        await small;
        large.IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public void A_turn_that_is_given_back_twice_counts_once()
    {
        var turn = _account.Begin(2)[0];

        turn.Dispose();
        turn.Dispose();

        _account.Report.InFlight.ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_never_pass_the_limit_and_leave_nothing_behind()
    {
        const int Most = 4;
        var limiter = new AccountLimiter(new("http://127.0.0.1"), new(MaxInFlight: Most), TimeProvider.System);
        var lane = limiter.Lane("m", countsCached: true);
        var (now, peak) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () =>
        {
            using var cancel = new CancellationTokenSource();
            if (i % 5 == 0) cancel.CancelAfter(i % 7);
            try
            {
                using var turn = await lane.EnterAsync(i, cancel.Token);
                InterlockedMax(ref peak, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
                turn.Succeed();
            }
            catch (OperationCanceledException)
            {
            }
        })));

        peak.ShouldBeInRange(1, Most);
        (limiter.Report().InFlight, limiter.Report().Waiting).ShouldBe((0, 0));
        limiter.Report().Calls.ShouldBeInRange(320, 400);
    }

    /// <summary>An account that was cut down to so many calls at once.</summary>
    private static Account Settled(int most)
    {
        var account = new Account();
        account.Begin(2 * most).ForEach(t => Account.Refuse(t));
        account.Clock.Advance(1);
        account.Report.MaxInFlight.ShouldBe(most);
        return account;
    }

    /// <summary>How many calls must go well until one more is allowed.</summary>
    private static int CallsToGrow(Account account)
    {
        var (most, calls) = (account.Report.MaxInFlight, 0);
        for (; account.Report.MaxInFlight == most; calls++) Account.Succeed(account.Begin(1)[0]);
        return calls;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }
}
