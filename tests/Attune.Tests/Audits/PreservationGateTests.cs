using Attune.Audits;
using Attune.Audits.Gates;
using Attune.People;

namespace Attune.Tests.Audits;

public sealed class PreservationGateTests : IDisposable
{
    private const string Direct = "direct, extracted by its words";
    private const string Outright = "stylistic or experience sessions with explicit words";
    private const string Told = "generalized preferences told in a session";

    private readonly HandMade _made = HandMade.Of(3);

    public PreservationGateTests() => _made.Sessions.AddRange(Enumerable.Range(1, 3).Select(u => HandMade.Revealing(u, 1, "direct", $"I prefer liked{u}n1, never disliked{u}n1.")));

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task Sessions_that_speak_of_their_preference_and_of_no_other_pass()
    {
        var check = (await _made.Through(new PreservationGate(null)))[Direct];

        (check.Verdict, check.Value, check.N, check.AtLeast).ShouldBe((GateVerdict.Pass, 1, 3, 0.9));
        check.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_speaks_of_another_preference_or_of_none_is_named()
    {
        _made.Sessions[1] = HandMade.Revealing(2, 1, "direct", "Give me liked3n1.");
        _made.Sessions[2] = HandMade.Revealing(3, 1, "direct", "Good morning.");

        var check = (await _made.Through(new PreservationGate(null)))[Direct];

        check.Verdict.ShouldBe(GateVerdict.Fail);
        check.Findings!.ShouldBe([
            new("u2-p1-direct-1", "sessions.jsonl:2", "it leads to u3-p1 and not to u2-p1"), new("u3-p1-direct-1", "sessions.jsonl:3", "nothing leads to u3-p1"),
        ]);
    }

    [Fact]
    public async Task Only_what_the_user_says_where_they_reveal_it_counts()
    {
        _made.Sessions[0] = _made.Sessions[0] with
        {
            Turns = [new() { User = "Tell me of liked2n1 and disliked2n1.", Assistant = "Well." }, new() { User = "Me, liked1n1.", Assistant = "Not liked2n1?", Reveals = true }],
        };

        (await _made.Through(new PreservationGate(null)))[Direct].Value.ShouldBe(1);
    }

    [Fact]
    public async Task Another_users_preference_on_another_subject_is_no_candidate_and_one_that_is_alike_is_right()
    {
        _made.Preferences[1] = _made.Preferences[1] with { Topic = new() { Field = "Travel", Subtopic = "Packing" } };
        _made.Preferences[2] = _made.Preferences[2] with { Text = _made.Preferences[0].Text, Facets = null };
        _made.Sessions[0] = HandMade.Revealing(1, 1, "direct", "Only liked1n1, please; liked2n1, liked2n1 is for others. Prefers over.");
        _made.Sessions[2] = HandMade.Revealing(3, 1, "direct", "Only liked1n1, please.");

        (await _made.Through(new PreservationGate(null)))[Direct].Value.ShouldBe(1);
    }

    [Fact]
    public async Task Another_users_preference_on_the_same_things_in_other_words_is_right_too()
    {
        _made.Preferences[2] = _made.Preferences[2] with { Text = "Sees no substitute: liked1n1 liked1n1 or nothing.", Facets = new() { Liked = ["Liked1n1"] } };
        _made.Sessions[0] = HandMade.Revealing(1, 1, "direct", "No substitute for liked1n1.");

        (await _made.Through(new PreservationGate(null)))[Direct].Findings!.Select(f => f.Id).ShouldBe(["u3-p1-direct-1"]);
    }

    [Fact]
    public async Task Hints_and_stories_have_no_limit_by_words_and_one_by_a_model()
    {
        _made.Sessions.Clear();
        _made.Sessions.AddRange(Enumerable.Range(1, 3).Select(u => HandMade.Revealing(u, 1, "stylistic", $"Ah, number {u}, must I say more?")));

        var words = await _made.Through(new PreservationGate(null));
        var model = OpinionModel.Of(r => $$"""{"preference": "liked{{r.First(char.IsDigit)}}n1 over anything"}""");
        var extracted = await _made.Through(new PreservationGate(model));

        (words["stylistic, extracted by its words"].Verdict, words["stylistic, extracted by its words"].Value).ShouldBe((GateVerdict.Reported, 0));
        (extracted["stylistic, extracted by the model"].Verdict, extracted["stylistic, extracted by the model"].Value).ShouldBe((GateVerdict.Pass, 1));
    }

    [Fact]
    public async Task A_model_that_reads_another_preference_fails_and_one_that_says_nothing_is_no_verdict()
    {
        var wrong = await _made.Through(new PreservationGate(OpinionModel.Of(_ => """{"preference": "liked1n1"}""")));
        var empty = await _made.Through(new PreservationGate(OpinionModel.Of(_ => "")));

        wrong["direct, extracted by the model"].Verdict.ShouldBe(GateVerdict.Fail);
        wrong["direct, extracted by the model"].Findings!.Select(f => f.Id).ShouldBe(["u2-p1-direct-1", "u3-p1-direct-1"]);
        empty["extracted by the model"].Verdict.ShouldBe(GateVerdict.NotApplicable);
    }

    [Fact]
    public async Task Explicit_words_belong_to_direct_and_contextual_sessions_alone()
    {
        _made.Sessions.Add(HandMade.Revealing(1, 1, "contextual", "By the way, I love liked1n1."));
        _made.Sessions.Add(HandMade.Revealing(1, 1, "stylistic", "Is there a sunrise without liked1n1?"));
        (await _made.Through(new PreservationGate(null)))[Outright].Verdict.ShouldBe(GateVerdict.Pass);

        _made.Sessions.Add(HandMade.Revealing(2, 1, "experience", "I really enjoyed it."));
        _made.Sessions.Add(HandMade.Revealing(3, 1, "experience", "So it went.") with { Turns = [new() { User = "So it went.", Assistant = "You prefer it, then." }] });

        (await _made.Through(new PreservationGate(null)))[Outright].Findings!.Select(f => f.Found).ShouldBe(["it says 'enjoyed'", "it says 'prefer'"]);
    }

    [Fact]
    public async Task A_generalized_preference_that_a_session_names_is_found_there()
    {
        _made.Preferences.Add(HandMade.Preference(1, 9) with { Kind = PreferenceKind.Generalized, DerivedFrom = ["u1-p1"] });
        (await _made.Through(new PreservationGate(null)))[Told].Verdict.ShouldBe(GateVerdict.Pass);

        _made.Sessions.Add(new() { Id = "life", UserId = "u1", Kind = Attune.Conversations.SessionKind.LifeEvent, Turns = [new() { User = "I moved.", Assistant = "With your Disliked1n9?" }] });
        _made.Sessions.Add(new() { Id = "other", UserId = "u2", Kind = Attune.Conversations.SessionKind.LifeEvent, Turns = [new() { User = "I moved with my liked1n9.", Assistant = "Good." }] });

        var finding = (await _made.Through(new PreservationGate(null)))[Told].Findings!.ShouldHaveSingleItem();
        (finding.Id, finding.Found).ShouldBe(("life", "it names 'disliked1n9' of u1-p9, which is only to be inferred"));
    }

    [Fact]
    public async Task Without_sessions_there_is_nothing_to_extract()
    {
        _made.Sessions.Clear();

        (await _made.Through(new PreservationGate(null))).Values.ShouldAllBe(c => c.Verdict == GateVerdict.NotApplicable);
    }
}
