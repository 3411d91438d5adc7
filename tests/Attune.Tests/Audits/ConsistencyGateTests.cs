using Attune.Audits;
using Attune.Audits.Gates;

namespace Attune.Tests.Audits;

public sealed class ConsistencyGateTests : IDisposable
{
    private const string Days = "days before the user was old enough";
    private const string Order = "sessions on the wrong side of the preference's event";
    private const string Names = "extended personas with another name than the profile's";
    private const string Contradicting = "preferences of one user that contradict";
    private const string Alike = "preferences of one user that are alike";
    private const string Shared = "preferences that another user has too";
    private const string SharedThings = "preferences on things that another user has too";
    private const string Repeated = "random conversations that repeat another";

    private readonly HandMade _made = HandMade.Of(2);

    public ConsistencyGateTests()
    {
        _made.Profiles[0] = _made.Profiles[0] with
        {
            Demographics = new() { Name = "Ana Bell", Birth = "1990-05-01" },
            ExtendedPersona = "Ana is a baker. She was born by the sea. Bread is her life.",
            LifeEvents = [new() { Date = new(1995, 1, 1), Event = "Moved." }],
        };
        _made.Preferences[0] = _made.Preferences[0] with { Event = new() { Date = new(2020, 6, 1), Text = "It rained." } };
        _made.Preferences.Add(HandMade.Preference(1, 2, "Avoids boats, for they sink."));
        _made.Sessions.AddRange([
            HandMade.Revealing(1, 1, "direct", "Liked.", new(2020, 6, 3)), HandMade.Revealing(1, 1, "experience", "What is it?", new(2020, 5, 1)),
            HandMade.Revealing(1, 1, "experience", "Now I know.", new(2020, 7, 1), part: 2), HandMade.Random(1, "How long does bread rise?"), HandMade.Random(2, "Who built the Eiffel tower?"),
        ]);
    }

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task A_possible_life_passes_every_check()
    {
        var checks = await _made.Through(new ConsistencyGate());

        checks.Keys.ShouldBe([Days, Order, Names, Contradicting, Alike, Shared, SharedThings, Repeated]);
        checks.Values.ShouldAllBe(c => c.Verdict == GateVerdict.Pass || c.Name == SharedThings);
        checks[Days].N.ShouldBe(5);
    }

    [Fact]
    public async Task Nothing_happens_before_birth_and_nobody_talks_or_prefers_as_a_child()
    {
        _made.Profiles[0] = _made.Profiles[0] with { LifeEvents = [new() { Date = new(1989, 1, 1), Event = "Moved." }] };
        _made.Preferences[2] = _made.Preferences[2] with { Event = new() { Date = new(2001, 1, 1), Text = "It sank." } };
        _made.Sessions.Add(HandMade.Revealing(1, 2, "direct", "No boats.", new(2002, 1, 1)));

        var check = (await _made.Through(new ConsistencyGate()))[Days];

        check.Findings!.Select(f => (f.Id, f.Place)).ShouldBe([("u1", "profiles.jsonl:1"), ("u1-p2", "preferences.jsonl:3"), ("u1-p2-direct-1", "sessions.jsonl:6")]);
        check.Findings![0].Found.ShouldBe("'Moved.' is dated 1989-01-01, before the birth in 1990");
    }

    [Fact]
    public async Task A_preference_is_not_stated_before_its_event_and_experience_needs_both_sides()
    {
        _made.Sessions[0] = HandMade.Revealing(1, 1, "direct", "Liked.", new(2020, 5, 31));
        _made.Sessions[1] = HandMade.Revealing(1, 1, "experience", "What is it?", new(2020, 6, 1));

        var check = (await _made.Through(new ConsistencyGate()))[Order];

        check.Findings!.Select(f => f.Found).ShouldBe([
            "it is dated 2020-05-31, before the event of u1-p1 on 2020-06-01", "no session of the experience is before the event of u1-p1 on 2020-06-01",
        ]);

        _made.Sessions[2] = HandMade.Revealing(1, 1, "experience", "Now I know.", new(2020, 4, 1), part: 2);
        _made.Sessions[1] = HandMade.Revealing(1, 1, "experience", "What is it?", new(2020, 4, 1));
        (await _made.Through(new ConsistencyGate()))[Order].Findings![1].Found.ShouldStartWith("no session of the experience is after");
    }

    [Theory]
    [InlineData("Maria is a baker.", "Maria")]
    [InlineData("A baker named Maria.", "Maria")]
    [InlineData("He lives by the sea. Maria Lund works in a mill.", "Maria")]
    public async Task Another_name_in_the_extended_persona_is_found(string persona, string name)
    {
        _made.Profiles[0] = _made.Profiles[0] with { ExtendedPersona = persona };

        (await _made.Through(new ConsistencyGate()))[Names].Findings!.ShouldHaveSingleItem().Found.ShouldBe($"its extended persona speaks of {name}; its name is Ana Bell");
    }

    [Theory]
    [InlineData("Ms Bell works in Lima. Bell is known for bread. Maria is her sister.")]
    [InlineData("A baker. Someone is always at the door. Her mother, Maria, taught her.")]
    [InlineData("He bends iron. Rust is his enemy. Whatever is bent stays bent.")]
    [InlineData("Rust is his enemy, and he knows all that rust does.")]
    public async Task The_own_name_or_none_is_fine(string persona)
    {
        _made.Profiles[0] = _made.Profiles[0] with { ExtendedPersona = persona };

        (await _made.Through(new ConsistencyGate()))[Names].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task A_thing_liked_here_and_disliked_there_is_a_contradiction_of_one_user_only()
    {
        _made.Preferences[1] = _made.Preferences[1] with { Facets = new() { Disliked = ["liked1n1"] } };
        (await _made.Through(new ConsistencyGate()))[Contradicting].Verdict.ShouldBe(GateVerdict.Pass);

        _made.Preferences[2] = _made.Preferences[2] with { Facets = new() { Disliked = ["liked1n1"] } };
        var finding = (await _made.Through(new ConsistencyGate()))[Contradicting].Findings!.ShouldHaveSingleItem();
        (finding.Id, finding.Found).ShouldBe(("u1-p2", "'liked1n1' contradicts u1-p1"));
    }

    [Fact]
    public async Task Two_preferences_of_one_user_that_say_the_same_are_found_apart_from_those_of_two_users()
    {
        _made.Preferences[2] = HandMade.Preference(1, 2, "Would prefer liked1n1 to disliked1n1.");

        var checks = await _made.Through(new ConsistencyGate());

        checks[Alike].Findings!.ShouldHaveSingleItem().ShouldBe(new("u1-p2", "preferences.jsonl:3", "it says nearly the same as u1-p1"));
        checks[Shared].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task Preferences_that_two_users_share_count_on_both_sides_and_are_listed_once()
    {
        _made.Preferences[1] = _made.Preferences[1] with { Text = _made.Preferences[0].Text };

        var check = (await _made.Through(new ConsistencyGate()))[Shared];

        (check.Verdict, check.AtMost).ShouldBe((GateVerdict.Fail, 0.05));
        check.Value.ShouldNotBeNull().ShouldBe(2.0 / 3, 1e-9);
        check.Findings!.ShouldHaveSingleItem().ShouldBe(new("u2-p1", "preferences.jsonl:2", "it is like u1-p1 (similarity 1.00)"));
    }

    [Fact]
    public async Task Other_words_on_the_same_things_are_counted_without_a_limit()
    {
        _made.Preferences[1] = _made.Preferences[1] with { Text = "Of all that can be drunk, one thing matters.", Facets = _made.Preferences[0].Facets };

        var check = (await _made.Through(new ConsistencyGate()))[SharedThings];

        (check.Verdict, check.N).ShouldBe((GateVerdict.Reported, 3));
        check.Value.ShouldNotBeNull().ShouldBe(2.0 / 3, 1e-9);
    }

    [Fact]
    public async Task A_random_conversation_told_twice_is_found()
    {
        _made.Sessions.Add(HandMade.Random(3, "How long does bread rise?"));

        (await _made.Through(new ConsistencyGate()))[Repeated].Findings!.ShouldHaveSingleItem().ShouldBe(new("r3", "sessions.jsonl:6", "it repeats r1"));
    }

    [Fact]
    public async Task What_nobody_wrote_down_is_not_checked()
    {
        using var bare = new HandMade();
        bare.Profiles.Add(new() { Id = "u1", Persona = "Somebody." });

        (await bare.Through(new ConsistencyGate())).Values.ShouldAllBe(c => c.Verdict == GateVerdict.NotApplicable && c.Note != null);
    }
}
