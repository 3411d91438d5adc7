using Attune.People;
using Attune.Questions;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Tests.Runs;

public sealed class TrialQueueTests
{
    private readonly Clock _time = new();

    [Fact]
    public async Task The_first_trial_of_a_group_goes_alone_and_the_others_follow_its_answer()
    {
        using var queue = Queue(inFlight: 4, Group("a", 3));

        var leader = (await queue.TakeAsync(default))!;
        var next = queue.TakeAsync(default).AsTask();

        leader.Leads.ShouldBeTrue();
        next.IsCompleted.ShouldBeFalse();
        queue.Answered(leader);
        (await next)!.Leads.ShouldBeFalse();
        (await queue.TakeAsync(default))!.Leads.ShouldBeFalse();
        (await queue.TakeAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_as_many_groups_are_opened_as_the_slots_need_for_some_rounds()
    {
        var opened = 0;
        using var queue = new TrialQueue(Enumerable.Range(0, 100).Select(i => { opened++; return Group($"{i}", 10); }), 2, _time);

        var leader = (await queue.TakeAsync(default))!;

        // 2 in flight, 4 rounds: one group of ten lasts.
        (opened, leader.Leads).ShouldBe((1, true));
        queue.Answered(leader);
        var followers = await Take(queue, 2);
        opened.ShouldBe(1);
        followers.ShouldAllBe(t => t.Group == leader.Group);

        // Seven are left, fewer than eight: the next leader goes before them, so that its group is warm in time.
        var second = (await queue.TakeAsync(default))!;
        (opened, second.Leads).ShouldBe((2, true));
        (await queue.TakeAsync(default))!.Group.ShouldBe(leader.Group);
    }

    [Fact]
    public async Task What_is_warm_is_finished_before_what_was_begun_later()
    {
        using var queue = Queue(inFlight: 8, Group("a", 20), Group("b", 20));
        var leaders = await Take(queue, 2);
        leaders.ForEach(queue.Answered);

        var order = await Take(queue, 38);

        order.Select(t => t.Group).ShouldBe([.. Enumerable.Repeat(leaders[0].Group, 19), .. Enumerable.Repeat(leaders[1].Group, 19)]);
    }

    [Fact]
    public async Task Where_the_leader_fails_another_leads()
    {
        using var queue = Queue(inFlight: 4, Group("a", 3));
        var failed = (await queue.TakeAsync(default))!;
        var next = queue.TakeAsync(default).AsTask();

        queue.Ended(failed);

        var second = (await next)!;
        second.Leads.ShouldBeTrue();
        queue.Answered(second);
        (await queue.TakeAsync(default))!.Leads.ShouldBeFalse();
    }

    [Fact]
    public async Task A_prefix_that_has_not_been_used_for_long_is_cold_again()
    {
        using var queue = Queue(inFlight: 4, Group("a", 4));
        var leader = (await queue.TakeAsync(default))!;
        queue.Answered(leader);
        queue.Ended(leader);
        _time.Advance(PrefixGroup.Lifetime);
        (await queue.TakeAsync(default))!.Leads.ShouldBeFalse("just in time, and it is warm for as long again");

        _time.Advance(PrefixGroup.Lifetime + TimeSpan.FromSeconds(1));

        (await queue.TakeAsync(default))!.Leads.ShouldBeTrue();
    }

    [Fact]
    public async Task Trials_without_a_shared_prefix_wait_for_nobody()
    {
        using var queue = Queue(inFlight: 4, Group("blind", 3, needsLeader: false), Group("a", 2));

        var all = await Take(queue, 4);

        // A leader goes first: others wait for it.
        all.Select(t => t.Leads).ShouldBe([true, false, false, false]);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var queue = Queue(inFlight: 4, Group("a", 2));
        await queue.TakeAsync(default);
        using var stop = new CancellationTokenSource();
        var next = queue.TakeAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public void A_history_is_laid_out_at_first_use_and_once_for_all()
    {
        var laidOut = 0;
        var group = new PrefixGroup([Spec("a", 1), Spec("a", 2)], new(() => { laidOut++; return null; }), needsLeader: false);

        var (first, second) = (group.Take(leads: false, _time)!, group.Take(leads: false, _time)!);

        laidOut.ShouldBe(0);
        (first.History, second.History).ShouldBe((null, null));
        laidOut.ShouldBe(1);
    }

    private static async Task<List<QueuedTrial>> Take(TrialQueue queue, int count)
    {
        var taken = new List<QueuedTrial>();
        for (var i = 0; i < count; i++) taken.Add((await queue.TakeAsync(default))!);
        return taken;
    }

    private static PrefixGroup Group(string name, int trials, bool needsLeader = true) =>
        new(Enumerable.Range(0, trials).Select(i => Spec(name, i)), new(() => null), needsLeader);

    private static TrialSpec Spec(string name, int number)
    {
        var query = new Query { Id = $"{name}-{number}", PreferenceId = "p", Question = "Q?" };
        var preference = new Preference { Id = "p", UserId = "u", Kind = PreferenceKind.Original, Topic = new() { Field = "food", Subtopic = "tea" }, Text = "Likes tea." };
        return new(RunOnDisk.Condition(), preference, new TaskQuestion { Query = query, Task = TaskKind.OpenEnded, Text = "Q?" }, []);
    }

    private TrialQueue Queue(int inFlight, params PrefixGroup[] groups) => new(groups, inFlight, _time);

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
