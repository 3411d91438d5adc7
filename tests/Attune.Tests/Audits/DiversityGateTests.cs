using Attune.Audits;
using Attune.Audits.Gates;

namespace Attune.Tests.Audits;

public sealed class DiversityGateTests
{
    private const string SelfBleu = "self-BLEU of the conversations";

    [Fact]
    public async Task A_hundred_users_who_talk_of_different_things_pass_and_the_papers_figures_stand_beside()
    {
        using var made = Talking(100, u => Words(u, 60));

        var check = (await made.Through(new DiversityGate()))[SelfBleu];

        (check.Verdict, check.N, check.AtMost).ShouldBe((GateVerdict.Pass, 100, 0.7));
        check.Note.ShouldNotBeNull().ShouldContain("0.610");
        check.Note.ShouldContain("0.477");
    }

    [Fact]
    public async Task A_hundred_users_who_all_say_the_same_fail()
    {
        using var made = Talking(100, _ => Words(1, 60));

        var check = (await made.Through(new DiversityGate()))[SelfBleu];

        (check.Verdict, check.Value).ShouldBe((GateVerdict.Fail, 1));
    }

    [Fact]
    public async Task Fewer_dialogues_can_fail_and_cannot_pass()
    {
        using var different = Talking(4, u => Words(u, 60));
        using var same = Talking(4, _ => Words(1, 60));
        using var one = Talking(1, _ => Words(1, 60));

        var passing = (await different.Through(new DiversityGate()))[SelfBleu];
        (passing.Verdict, passing.N).ShouldBe((GateVerdict.NotApplicable, 4));
        passing.Note.ShouldNotBeNull().ShouldStartWith("of 4 dialogues, not 100");
        (await same.Through(new DiversityGate()))[SelfBleu].Verdict.ShouldBe(GateVerdict.Fail);
        (await one.Through(new DiversityGate()))[SelfBleu].Note.ShouldBe("there are fewer than two dialogues");
    }

    [Fact]
    public async Task Few_users_give_a_dialogue_for_each_expression_without_the_life_events_they_share()
    {
        using var made = Talking(2, u => Words(u, 60));
        made.Sessions.AddRange([HandMade.Revealing(1, 1, "stylistic", Words(7, 60)), HandMade.Revealing(2, 1, "stylistic", Words(8, 60))]);
        for (var u = 1; u <= 2; u++)
            made.Sessions.Add(new() { Id = $"life{u}", UserId = $"u{u}", Kind = Attune.Conversations.SessionKind.LifeEvent, Turns = [new() { User = Words(99, 400), Assistant = "I see." }] });

        var check = (await made.Through(new DiversityGate()))[SelfBleu];

        check.N.ShouldBe(4);
        check.Value.ShouldNotBeNull().ShouldBeLessThan(0.7);
    }

    [Fact]
    public async Task Types_and_topics_are_counted()
    {
        using var made = Talking(4, u => Words(u, 10));
        made.Preferences[0] = made.Preferences[0] with { Type = null };
        made.Preferences[1] = made.Preferences[1] with { Topic = new() { Field = "My own", Subtopic = "Subject" } };

        var checks = await made.Through(new DiversityGate());

        (checks["share of type unknown"].Value, checks["share of type relative"].Value).ShouldBe((0.25, 0.75));
        (checks["topics"].Value, checks["topics"].Note).ShouldBe((2, "1 of RealPref's 37"));
        checks["entropy of topics, bits"].Value.ShouldNotBeNull().ShouldBe(0.25 * 2 + 0.75 * Math.Log2(4.0 / 3), 1e-9);
    }

    private static HandMade Talking(int users, Func<int, string> said)
    {
        var made = HandMade.Of(users);
        made.Sessions.AddRange(Enumerable.Range(1, users).Select(u => HandMade.Revealing(u, 1, "direct", said(u))));
        return made;
    }

    private static string Words(int seed, int count)
    {
        var random = new KeyedRandom(seed, "words");
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, 5).Select(_ => (char)('a' + random.Next(26))))));
    }
}
