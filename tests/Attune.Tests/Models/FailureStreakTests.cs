using Attune.Models;

namespace Attune.Tests.Models;

public sealed class FailureStreakTests
{
    private readonly FailureStreak _streak = new();

    [Theory]
    [InlineData(CallFault.Network)]
    [InlineData(CallFault.RateLimited)]
    [InlineData(CallFault.Unreadable)]
    [InlineData(CallFault.WebPage)]
    public void The_twentieth_failure_in_a_row_ends_the_run_and_names_the_last_fault(CallFault fault)
    {
        for (var i = 1; i < FailureStreak.Longest; i++) _streak.Add(Faults.Of(fault)).ShouldBeNull();

        var end = _streak.Add(Faults.Of(fault)).ShouldNotBeNull();

        (end.Fault, end.EndsRun, end.Message).ShouldBe((fault, true, "openai:m: has failed 20 calls in a row; the last one: fails. Mend it"));
        _streak.Add(Faults.Of(fault)).ShouldNotBeNull("calls that were under way end the run too");
    }

    [Fact]
    public void A_success_between_begins_anew()
    {
        for (var i = 1; i < FailureStreak.Longest; i++) _streak.Add(Faults.Of(CallFault.Network));
        _streak.Break();

        _streak.Add(Faults.Of(CallFault.Network)).ShouldBeNull();
    }

    [Fact]
    public void A_reply_that_is_cut_off_shows_that_the_endpoint_is_there()
    {
        for (var i = 1; i < FailureStreak.Longest; i++) _streak.Add(Faults.Of(CallFault.Network));
        for (var i = 0; i < 100; i++) _streak.Add(Faults.Of(CallFault.CutOff)).ShouldBeNull();

        _streak.Add(Faults.Of(CallFault.Network)).ShouldBeNull();
    }

    [Theory]
    [InlineData(CallFault.BadRequest)]
    [InlineData(CallFault.ContextTooLong)]
    [InlineData(CallFault.NotStored)]
    public void A_fault_of_the_request_says_nothing_of_the_endpoint(CallFault fault)
    {
        for (var i = 0; i < 100; i++) _streak.Add(Faults.Of(fault)).ShouldBeNull();
    }
}
