using Attune.Audits;
using Attune.Audits.Gates;

namespace Attune.Tests.Audits;

public sealed class LengthsGateTests
{
    [Fact]
    public async Task Histories_of_two_thousand_tokens_and_a_large_pool_come_to_Table_2()
    {
        using var made = Made(ownTokens: 2_000, pool: 260);

        var checks = await made.Through(new LengthsGate());

        checks.Values.Select(c => c.Name).ShouldBe(["tokens of simple", "tokens of normal", "tokens of long", "tokens of very-long", "tokens of extended", "tokens of extreme"]);
        checks.Values.ShouldAllBe(c => c.Verdict == GateVerdict.Pass && c.Note == null);
        checks["tokens of extreme"].Value.ShouldNotBeNull().ShouldBe(248_000, 1_500);
        (checks["tokens of simple"].AtLeast, checks["tokens of extreme"].AtMost).ShouldBe((1_500, 247_000 * 1.05));
    }

    [Fact]
    public async Task Own_sessions_that_are_too_long_fail_where_they_matter()
    {
        using var made = Made(ownTokens: 6_000, pool: 260);

        var checks = await made.Through(new LengthsGate());

        (checks["tokens of simple"].Verdict, checks["tokens of normal"].Verdict, checks["tokens of very-long"].Verdict).ShouldBe((GateVerdict.Fail, GateVerdict.Fail, GateVerdict.Pass));
    }

    [Fact]
    public async Task A_pool_that_is_too_small_is_said_to_repeat()
    {
        using var made = Made(ownTokens: 2_000, pool: 100);

        (await made.Through(new LengthsGate()))["tokens of extreme"].Note.ShouldNotBeNull().ShouldContain("up to 3 times");
    }

    [Fact]
    public async Task Without_a_pool_or_the_papers_expressions_there_is_nothing_to_compare()
    {
        using var noPool = Made(ownTokens: 2_000, pool: 0);
        using var noStories = Made(ownTokens: 2_000, pool: 3);
        noStories.Sessions.RemoveAll(s => s.Expression == "experience");

        (await noPool.Through(new LengthsGate())).Values.ShouldHaveSingleItem().Note.ShouldBe("there is no random conversation");
        (await noStories.Through(new LengthsGate())).Values.ShouldHaveSingleItem().Note.ShouldBe("the dataset has not RealPref's four expressions");
    }

    /// <summary>Each " tea" is one token.</summary>
    private static HandMade Made(int ownTokens, int pool)
    {
        var made = HandMade.Of(2);
        for (var u = 1; u <= 2; u++)
            made.Sessions.AddRange(Attune.Conversations.Expressions.RealPref.Select(e => HandMade.Revealing(u, 1, e, string.Concat(Enumerable.Repeat(" tea", ownTokens)))));
        made.Sessions.AddRange(Enumerable.Range(1, pool).Select(r => HandMade.Random(r, string.Concat(Enumerable.Repeat(" tea", 1_000)))));
        return made;
    }
}
