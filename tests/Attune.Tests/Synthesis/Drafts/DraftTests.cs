using System.Text;
using System.Text.Json;
using Attune.People;
using Attune.Synthesis;
using Attune.Synthesis.Drafts;

namespace Attune.Tests.Synthesis.Drafts;

/// <summary>What counts as an answer, stage by stage. Good answers are written here in full, bad ones as changes to them.</summary>
public sealed class DraftTests
{
    private static readonly RealPrefPlan Plan = new() { Name = "test", Users = 1, Model = "embedded:simulator" };

    private static readonly Profile User = new() { Id = "u00001", Persona = "a bell founder", Demographics = new() { Name = "Ada", Birth = "1980" } };

    private static readonly Preference Quays = new()
    {
        Id = "u00001-p01",
        UserId = "u00001",
        Kind = PreferenceKind.Original,
        Type = PreferenceType.Relative,
        Topic = new() { Field = "Travel", Subtopic = "Destinations" },
        Text = "Prefers container ports over cathedral towns, because cranes give the eye work.",
        Reason = "Cranes give the eye work",
        Event = new() { Date = new(2024, 5, 1), Text = "A quay was visited." },
        Facets = new() { Liked = ["a container port", "a grain quay"], Disliked = ["a cathedral town", "a walled town"] },
    };

    [Fact]
    public void A_whole_profile_is_taken()
    {
        var draft = new ProfileDraft(Plan, "u00001", 1, persona: null);

        Faults(draft, Profile()).ShouldBeEmpty();

        var profile = Made(draft).Profile!;
        (profile.Id, profile.Demographics.Birth, profile.Persona).ShouldBe(("u00001", "1980", "a bell founder who keeps bees"));
    }

    [Fact]
    public void A_given_persona_stays_as_it_was_given()
    {
        var draft = new ProfileDraft(Plan, "u00001", 1, "a retired diver");

        Faults(draft, Profile()).ShouldBeEmpty();

        Made(draft).Profile!.Persona.ShouldBe("a retired diver");
    }

    [Theory]
    [InlineData("\"1980\"", "\"2015\"", "born in 2015")]
    [InlineData("\"1980\"", "\"long ago\"", "write the year")]
    [InlineData("\"Ada Bell\"", "\"\"", "name is empty")]
    [InlineData("\"gender\":", "\"sex\":", "lacks 'gender'")]
    [InlineData("\"Founder\"", "null", "demographics.occupation")]
    public void A_fault_of_a_profile_is_named(string part, string instead, string fault)
    {
        var draft = new ProfileDraft(Plan, "u00001", 1, persona: null);

        Faults(draft, Profile().Replace(part, instead, StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain(fault);

        Made(draft).Profile.ShouldBeNull();
    }

    [Fact]
    public void Events_lie_in_the_user_s_life_and_on_days_of_their_own()
    {
        var draft = new LifeEventsDraft(Plan, User, 10);
        var days = Enumerable.Range(1, 10).Select(i => $"20{i + 10}-03-0{(i % 9) + 1}").ToList();

        Faults(draft, Events(days)).ShouldBeEmpty();
        Faults(new LifeEventsDraft(Plan, User, 10), Events([.. days.Skip(1), "1985-01-01"])).ShouldHaveSingleItem().ShouldContain("is dated 1985-01-01; it must lie between");
        Faults(new LifeEventsDraft(Plan, User, 10), Events([.. days.Skip(1), days[^1]])).ShouldContain($"2 events on {days[^1]}; give each a day of its own");
        Faults(new LifeEventsDraft(Plan, User, 10), Events(days.Take(3))).ShouldContain("3 events; write 10");
        Faults(new LifeEventsDraft(Plan, User, 10), Events([.. days.Skip(1), "2024-02-31"])).ShouldHaveSingleItem().ShouldContain("write YYYY-MM-DD");
        Made(draft).LifeEvents!.Select(e => e.Date).ShouldBeInOrder();
    }

    [Fact]
    public void Good_preferences_are_kept_and_only_the_rest_is_asked_for_again()
    {
        var draft = new PreferencesDraft(Plan, User, [new(1, PreferenceType.Relative, "Travel", "Destinations"), new(2, PreferenceType.Negative)], [Topic("Food", "Diet")]);

        Faults(draft, $$"""{"preferences": [{{Preference(1, "Travel", "Destinations", "relative", "ports")}}, {{Preference(2, "Food", "Diet", "positive", "porridge")}}]}""")
            .ShouldBe(["slot 2: disliked must be empty for the type positive", "slot 2: its type is positive; it must be negative"], ignoreOrder: true);
        Faults(draft, $$"""{"preferences": [{{Preference(1, "Travel", "Destinations", "relative", "something else")}}, {{Preference(2, "food", "diet", "negative", "porridge", liked: "")}}]}""").ShouldBeEmpty();

        var made = Made(draft).Preferences!;
        made.Select(p => p.Id).ShouldBe(["u00001-p01", "u00001-p02"]);
        made[0].Text.ShouldContain("ports");
        made[1].Topic.ToString().ShouldBe("Food / Diet");
    }

    [Fact]
    public void What_no_answer_gave_is_missing_with_its_cause()
    {
        var draft = new PreferencesDraft(Plan, User, [new(1, PreferenceType.Relative, "Travel", "Destinations")], []);

        Faults(draft, """{"preferences": []}""").ShouldBe(["slot 1: it is missing"]);

        draft.Take("""{"preferences": [null]}"""u8).Single().Item.ShouldBe("u00001-p01");
    }

    [Theory]
    [InlineData("Music", "Entertainment", "it must be 'Travel / Destinations'")]
    public void A_slot_s_topic_is_binding(string subtopic, string field, string fault)
    {
        var draft = new PreferencesDraft(Plan, User, [new(1, PreferenceType.Relative, "Travel", "Destinations")], []);

        Faults(draft, $$"""{"preferences": [{{Preference(1, field, subtopic, "relative", "ports")}}]}""").ShouldHaveSingleItem().ShouldContain(fault);
    }

    [Fact]
    public void Nobody_prefers_what_they_reject_elsewhere_nor_the_same_thing_twice()
    {
        PreferenceSlot[] slots = [new(1, PreferenceType.Relative, "Travel", "Destinations"), new(2, PreferenceType.Relative, "Travel", "Activities")];
        var same = Preference(2, "Travel", "Activities", "relative", "ports");
        var opposed = Preference(2, "Travel", "Activities", "relative", "dunes", liked: "\"grey ports without\"", disliked: "\"green ports with\"");

        foreach (var (second, fault) in new[] { (same, "nearly the same"), (opposed, "contradicts") })
            Faults(new PreferencesDraft(Plan, User, slots, []), $$"""{"preferences": [{{Preference(1, "Travel", "Destinations", "relative", "ports")}}, {{second}}]}""")
                .ShouldContain(f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_generalized_preference_follows_from_originals_that_exist()
    {
        var draft = new GeneralizedDraft(Plan, User, [Quays], [new(1, PreferenceType.Positive)], [Topic("Food", "Diet")]);
        var answer = """
            {"preferences": [{"slot": 1, "field": "Food", "subtopic": "Diet", "type": "positive", "derived_from": ["u00001-p01"], "infer_reason": "Detail draws the eye each time.",
             "text": "Enjoys layered terrines, because every cut shows another pattern.", "reason": "every cut shows a pattern", "liked": ["a layered terrine"], "disliked": []}]}
            """;

        Faults(draft, answer.Replace("p01", "p99", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("'u00001-p99', which is no original");
        Faults(draft, answer).ShouldBeEmpty();

        Made(draft).Preferences!.Single().DerivedFrom.ShouldBe(["u00001-p01"]);
    }

    [Fact]
    public void Each_expression_keeps_its_own_rules()
    {
        var draft = Expressions();

        Faults(draft, Sessions()).ShouldBeEmpty();

        var sessions = Made(draft).Sessions!;
        sessions.Select(s => s.Expression).ShouldBe(["direct", "contextual", "stylistic", "experience", "experience"]);
        (sessions[3].Date < Quays.Event!.Date, sessions[4].Date > Quays.Event.Date).ShouldBe((true, true));
        sessions[0].Date!.Value.ShouldBeGreaterThan(Quays.Event.Date!.Value);
        sessions[1].RevealingTurns().ShouldBe([1]);
    }

    [Theory]
    [InlineData("Who needs gables?", "I hate gables.", "stylistic: it says 'hate'; do without such words")]
    [InlineData("The cranes kept me there for hours.", "I really like cranes.", "experience: it says 'I really like'; do without such words")]
    [InlineData("\"when\": \"before\"", "\"when\": \"after\"", "experience: its first session is not before the event")]
    [InlineData("\"expression\": \"direct\"", "\"expression\": \"bold\"", "direct: 0 sessions; write 1")]
    public void A_broken_rule_leaves_only_its_expression_missing(string part, string instead, string fault)
    {
        var draft = Expressions();

        Faults(draft, Sessions().Replace(part, instead, StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldBe(fault);

        Made(draft).Sessions!.Select(s => s.Expression).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void The_right_label_hangs_on_the_seed_and_not_on_the_model()
    {
        var answers = Enumerable.Range(0, 40).Select(seed =>
        {
            var draft = new QueryDraft(Plan with { Seed = seed }, Quays);
            Faults(draft, Query()).ShouldBeEmpty();
            var query = Made(draft).Query!;
            query.Options.Single(o => o.Label == query.Answer).Text.ShouldBe("A morning at a container port");
            return query.Answer;
        }).ToList();

        answers.Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("Where shall we stop on the way north?", "Which container ship can we see on the way north?", "the question says 'container', which gives the preference away")]
    [InlineData("{\"text\": \"A night in a walled town\", \"suits\": false}", "{\"text\": \"A night in a walled town\", \"suits\": true}", "of which 2 suit")]
    [InlineData("A night in a walled town", "An hour in a cathedral town", "two options are the same")]
    [InlineData("Would a morning at a container port be right?", "Would it be right?", "true_question does not ask about the option that suits")]
    public void A_query_that_gives_away_or_does_not_fit_is_not_taken(string part, string instead, string fault)
    {
        var draft = new QueryDraft(Plan, Quays);

        Faults(draft, Query().Replace(part, instead, StringComparison.Ordinal)).ShouldContain(f => f.Contains(fault, StringComparison.Ordinal));

        Made(draft).Query.ShouldBeNull();
    }

    [Fact]
    public void A_conversation_about_a_milestone_names_nothing_that_is_preferred()
    {
        var draft = new LifeSessionDraft(Plan, User, new() { Date = new(2020, 1, 1), Event = "Moved" }, "u00001-life-01", new(2020, 1, 5), 1, [Quays]);

        Faults(draft, """{"turns": [{"user": "We moved next to a container port.", "assistant": "Label the boxes."}]}""").ShouldHaveSingleItem().ShouldContain("'a container port'");
        Faults(draft, """{"turns": [{"user": "We moved.", "assistant": "Label the boxes."}]}""").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_learnt_from_a_random_conversation()
    {
        var draft = new RandomSessionDraft(Plan.Seed, Plan.Language, "random-0001", 1, 1, 180);

        Faults(draft, """{"turns": [{"user": "I prefer tabs. How do I convert spaces?", "assistant": "With unexpand."}]}""").ShouldHaveSingleItem().ShouldContain("'prefer'");
        Faults(draft, """{"turns": [{"user": "How do I convert spaces to tabs?", "assistant": "With unexpand."}]}""").ShouldBeEmpty();
        Made(draft).Sessions!.Single().UserId.ShouldBeNull();
    }

    [Fact]
    public void Schemas_ask_for_every_field_and_no_other()
    {
        var schema = new QueryDraft(Plan, Quays).Schema;

        schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["question", "explanation", "options", "true_question", "false_question"], ignoreOrder: true);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        JsonSerializer.Serialize(schema).ShouldContain("\"suits\"");
    }

    private static IReadOnlyList<string> Faults(Draft draft, string json) => [.. draft.Take(Encoding.UTF8.GetBytes(json)).Select(f => f.Fault)];

    private static Artefact Made(Draft draft) => draft.Fill(new() { Key = draft.Key, Request = "", Made = new("", "", 0), Asks = 1, Usage = new(0, 0, 0) });

    private static ExpressionsDraft Expressions() => new(Plan, User, Quays, new(0, Plan.Until));

    private static Topic Topic(string field, string subtopic) => new() { Field = field, Subtopic = subtopic };

    private static string Profile() => """
        {"persona": "a bell founder who keeps bees",
         "extended_persona": "Ada Bell casts bells in a yard behind the railway, keeps eleven hives on the roof of the foundry and knows by ear which of the town's bells were hers, although she never says so.",
         "demographics": {"name": "Ada Bell", "birth": "1980", "gender": "Female", "education": "Apprenticeship", "occupation": "Founder", "economic_status": "Middle class", "marital_status": "Single"}}
        """;

    private static string Events(IEnumerable<string> days) =>
        $$"""{"life_events": [{{string.Join(", ", days.Select((d, i) => $$"""{"date": "{{d}}", "event": "Cast bell number {{i}} for a town"}"""))}}]}""";

    private static string Preference(int slot, string field, string subtopic, string type, string what, string? liked = null, string? disliked = null) => $$"""
        {"slot": {{slot}}, "field": "{{field}}", "subtopic": "{{subtopic}}", "type": "{{type}}", "text": "Goes for {{what}} and then for {{what}}: {{subtopic}}, {{field}}.", "reason": "grey suits them",
         "event": {"date": "2023-04-05", "text": "It came about on a grey day."}, "liked": [{{liked ?? $"\"green {what} with\""}}], "disliked": [{{disliked ?? $"\"red {what} without\""}}]}
        """;

    private static string Sessions() => """
        {"sessions": [
          {"expression": "direct", "when": "after", "turns": [{"user": "I prefer container ports over cathedral towns.", "assistant": "Noted.", "reveals": true}]},
          {"expression": "contextual", "when": "after", "turns": [{"user": "How do I fold a map?", "assistant": "Along the creases.", "reveals": false}, {"user": "By the way, ports beat cathedral towns for me.", "assistant": "All right.", "reveals": true}]},
          {"expression": "stylistic", "when": "after", "turns": [{"user": "How do I fold a map?", "assistant": "Along the creases.", "reveals": false}, {"user": "Who needs gables?", "assistant": "True.", "reveals": true}]},
          {"expression": "experience", "when": "before", "turns": [{"user": "There is a quay on our way. What is there to see?", "assistant": "Ships.", "reveals": false}]},
          {"expression": "experience", "when": "after", "turns": [{"user": "The cranes kept me there for hours.", "assistant": "Good.", "reveals": true}]}]}
        """;

    private static string Query() => """
        {"question": "Where shall we stop on the way north?", "explanation": "Most would name a town.",
         "options": [{"text": "A morning at a container port", "suits": true}, {"text": "A night in a walled town", "suits": false}, {"text": "An hour in a cathedral town", "suits": false}, {"text": "A day by a lake", "suits": false}],
         "true_question": "Where shall we stop on the way north? Would a morning at a container port be right?",
         "false_question": "Where shall we stop on the way north? Would a night in a walled town be right?"}
        """;
}
