using Attune.Audits;
using Attune.Audits.Gates;

namespace Attune.Tests.Audits;

public sealed class PairGateTests : IDisposable
{
    private readonly HandMade _made = HandMade.Of(2);

    public PairGateTests() => _made.Sessions.AddRange(
        [HandMade.Revealing(1, 1, "rewrite", "I prefer liked1n1."), HandMade.Revealing(2, 1, "rewrite", "I prefer liked2n1."), HandMade.Random(1, "How long does bread rise?")]);

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task A_query_without_words_of_either_side_passes()
    {
        _made.Pairs.Add(HandMade.Pair(1, 2, "What shall I serve on Sunday?"));

        var checks = await _made.Through(new LeakageGate(null));

        checks["queries of pairs that use words of one side"].ShouldSatisfyAllConditions(c => c.Verdict.ShouldBe(GateVerdict.Pass), c => c.N.ShouldBe(1));
        checks["queries of pairs that state a preference"].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task A_query_that_uses_a_word_of_one_side_or_states_a_preference_is_named()
    {
        _made.Pairs.Add(HandMade.Pair(1, 2, "I love disliked2n1, so what shall I serve?"));

        var checks = await _made.Through(new LeakageGate(null));

        var words = checks["queries of pairs that use words of one side"];
        words.Verdict.ShouldBe(GateVerdict.Fail);
        words.Findings!.Single().ShouldBe(new AuditFinding("u1-u2", "pairs.jsonl:1", "its query says 'disliked2n1'"));
        checks["queries of pairs that state a preference"].Findings!.Single().Found.ShouldBe("its query says 'love'");
    }

    [Fact]
    public async Task A_user_who_holds_both_sides_is_named()
    {
        _made.Preferences.Add(HandMade.Preference(1, 2, _made.Preferences[1].Text));
        _made.Pairs.Add(HandMade.Pair(1, 2, "What shall I serve on Sunday?"));

        var checks = await _made.Through(new ConsistencyGate());

        checks["pairs with a user who holds both sides"].Findings!.Single().Found.ShouldBe("u1 holds u1-p1, and with u1-p2 what u2-p1 says");
        checks["pairs whose sides say the same"].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task A_random_conversation_on_one_side_only_is_named()
    {
        _made.Pairs.Add(HandMade.Pair(1, 2, "What shall I serve on Sunday?", "r1"));

        var checks = await _made.Through(new ConsistencyGate());

        checks["pairs with a random conversation on one side only"].Findings!.Single().Found.ShouldBe("only one of its histories has r1");
    }

    [Fact]
    public async Task A_dataset_without_pairs_has_no_checks_of_pairs() =>
        (await _made.Through(new ConsistencyGate())).Keys.ShouldNotContain(k => k.Contains("pairs"));
}
