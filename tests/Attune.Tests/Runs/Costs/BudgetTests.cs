using Attune.Runs.Costs;

namespace Attune.Tests.Runs.Costs;

public sealed class BudgetTests
{
    [Fact]
    public void What_is_spent_and_reserved_stays_within_dollars_and_tokens()
    {
        var budget = new Budget(10, 100, new(4, 10));

        budget.TryReserve(new(6.01, 1)).ShouldBeFalse();
        budget.TryReserve(new(1, 91)).ShouldBeFalse();
        budget.TryReserve(new(5, 80)).ShouldBeTrue();
        budget.TryReserve(new(1.5, 1)).ShouldBeFalse();
        budget.TryReserve(new(1, 10)).ShouldBeTrue();
    }

    [Fact]
    public void What_was_spent_takes_the_place_of_its_reservation()
    {
        var budget = new Budget(10, null, default);
        budget.TryReserve(new(9, 1_000_000)).ShouldBeTrue();

        budget.Settle(new(9, 1_000_000), new(2, 500));

        budget.Used.ShouldBe(new Spending(2, 500));
        budget.TryReserve(new(8, 0)).ShouldBeTrue();
        budget.Standing.ShouldBe("2.00 of 10.00 US dollars");
    }

    [Fact]
    public async Task Who_finds_no_room_waits_for_those_under_way()
    {
        var budget = new Budget(10, null, default);
        (await budget.ReserveAsync(new(9, 0), default)).ShouldBeTrue();

        var waiting = budget.ReserveAsync(new(5, 0), default).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        budget.Settle(new(9, 0), new(1, 0));

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task When_nothing_is_under_way_the_budget_is_reached_and_stays_so()
    {
        var budget = new Budget(10, null, new(8, 0));

        (await budget.ReserveAsync(new(3, 0), default)).ShouldBeFalse();

        (await budget.ReserveAsync(new(1, 0), default)).ShouldBeFalse();
        budget.TryReserve(new(0, 0)).ShouldBeFalse();
    }

    [Fact]
    public async Task Waiting_can_be_stopped_and_reserves_nothing()
    {
        var budget = new Budget(10, null, default);
        budget.TryReserve(new(9, 0)).ShouldBeTrue();
        using var stop = new CancellationTokenSource();

        var waiting = budget.ReserveAsync(new(5, 0), stop.Token).AsTask();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        budget.Settle(new(9, 0), default);
        budget.TryReserve(new(10, 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_at_once_never_overshoot_and_use_what_there_is()
    {
        var budget = new Budget(null, 1000, default);
        var (inFlight, begun) = (0L, 0);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await Task.Yield();
            if (!await budget.ReserveAsync(new(0, 100), default)) return;
            Interlocked.Increment(ref begun);
            Interlocked.Add(ref inFlight, 100).ShouldBeLessThanOrEqualTo(1000);
            await Task.Delay(1);
            Interlocked.Add(ref inFlight, -100);
            budget.Settle(new(0, 100), new(0, 10));
        }));

        budget.Used.Tokens.ShouldBe(begun * 10L);
        budget.Used.Tokens.ShouldBeInRange(901, 1000);
    }
}
