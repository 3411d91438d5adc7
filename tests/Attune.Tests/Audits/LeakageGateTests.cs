using System.Text.Json;
using Attune.Audits;
using Attune.Audits.Gates;
using Attune.Models;
using Attune.Questions;
using Attune.Tests.Models;
using Attune.Tests.Runs;

namespace Attune.Tests.Audits;

public sealed class LeakageGateTests : IDisposable
{
    private const string Questions = "questions that use words of one side of the preference";
    private const string Options = "options that state a preference";
    private const string Statements = "true and false questions that say more than options";
    private const string Named = "random conversations that name liked or disliked things";
    private const string Explicit = "random conversations whose user states a preference";

    private readonly HandMade _made = HandMade.Of(2);

    public LeakageGateTests()
    {
        _made.Queries.AddRange([HandMade.Query(1, 1), HandMade.Query(2, 1)]);
        _made.Sessions.AddRange([HandMade.Random(1, "How long does bread rise?"), HandMade.Random(2, "Who built the Eiffel tower?")]);
    }

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task A_clean_dataset_passes_every_check()
    {
        var checks = await _made.Through(new LeakageGate(null));

        checks.Keys.ShouldBe([Questions, Options, Statements, Named, Explicit]);
        checks.Values.ShouldAllBe(c => c.Verdict == GateVerdict.Pass && c.Offending == 0);
    }

    [Fact]
    public async Task A_question_that_uses_a_telling_word_is_named()
    {
        _made.Queries[1] = _made.Queries[1] with { Question = "Where do they serve Liked2n1 tonight?" };

        await Fails(Questions, "u2-p1-q", "queries.jsonl:2", "'liked2n1'");
    }

    [Fact]
    public async Task An_option_that_says_whose_it_is_is_named()
    {
        _made.Queries[0] = HandMade.Query(1, 1, "A", "the sort you love", "a pot of two", "a pot of six", "a pot of ten");

        await Fails(Options, "u1-p1-q", "queries.jsonl:1", "'love'");
    }

    [Fact]
    public async Task A_true_question_may_repeat_its_option_and_say_no_more()
    {
        List<Option> options = [.. HandMade.Query(1, 1, "A", "liked1n1", "disliked1n1", "water", "milk").Options];
        _made.Queries[0] = _made.Queries[0] with { Options = options, TrueQuestion = "Would liked1n1 do?", FalseQuestion = "Would disliked1n1 do?" };
        (await _made.Through(new LeakageGate(null)))[Statements].Verdict.ShouldBe(GateVerdict.Pass);

        _made.Queries[0] = HandMade.Query(1, 1) with { FalseQuestion = "Would a pot of two do, which is disliked1n1?" };

        await Fails(Statements, "u1-p1-q", "queries.jsonl:1", "false_question says 'disliked1n1'");
    }

    [Fact]
    public async Task A_word_in_which_the_dataset_asks_gives_nothing_away()
    {
        _made.Preferences[0] = _made.Preferences[0] with { Facets = new() { Liked = ["a fitted coat"] } };
        for (var i = 0; i < 2; i++) _made.Queries[i] = _made.Queries[i] with { TrueQuestion = "Would a pot of one fit?" };
        (await _made.Through(new LeakageGate(null)))[Statements].Findings!.ShouldHaveSingleItem().Found.ShouldContain("'fit'");

        _made.Queries.AddRange([HandMade.Query(2, 1) with { Id = "more", TrueQuestion = "Would a pot of one fit?" }, HandMade.Query(2, 1) with { Id = "still", TrueQuestion = "Would a pot of one fit?" }]);

        (await _made.Through(new LeakageGate(null)))[Statements].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task A_random_conversation_in_which_the_user_names_somebodys_thing_is_named()
    {
        _made.Sessions[1] = HandMade.Random(2, "How is (Disliked1n1) made?");

        await Fails(Named, "r2", "sessions.jsonl:2", "names 'disliked1n1'");
    }

    [Fact]
    public async Task What_the_assistant_names_in_a_random_conversation_and_parts_of_words_are_let_be()
    {
        _made.Sessions[1] = HandMade.Random(2, "How is disliked1n12 made?", "With liked1n1.");

        (await _made.Through(new LeakageGate(null)))[Named].Verdict.ShouldBe(GateVerdict.Pass);
    }

    [Fact]
    public async Task A_random_conversation_that_states_a_taste_is_named()
    {
        _made.Sessions[0] = HandMade.Random(1, "I hate ironing. How long does bread rise?");

        await Fails(Explicit, "r1", "sessions.jsonl:1", "'hate'");
    }

    [Fact]
    public async Task Without_facets_options_and_random_conversations_there_is_nothing_to_check()
    {
        _made.Sessions.Clear();
        for (var i = 0; i < _made.Preferences.Count; i++) _made.Preferences[i] = _made.Preferences[i] with { Facets = null };
        for (var i = 0; i < _made.Queries.Count; i++) _made.Queries[i] = _made.Queries[i] with { Options = [], Answer = null };

        var gate = GateResult.Of("leakage", [.. (await _made.Through(new LeakageGate(null))).Values]);

        gate.Verdict.ShouldBe(GateVerdict.NotApplicable);
        gate.Checks.ShouldAllBe(c => c.Note != null);
    }

    [Fact]
    public async Task A_model_finds_what_words_do_not_show_and_sees_nothing_but_the_request()
    {
        var seen = new List<string>();
        var model = OpinionModel.Of(request =>
        {
            lock (seen) seen.Add(request);
            return request.Contains("Eiffel", StringComparison.Ordinal) ? """Sure: {"reveals": true, "words": "built"}""" : """{"reveals": false, "words": ""}""";
        });

        var checks = await _made.Through(new LeakageGate(model));

        checks["queries that reveal it, says the model"].Verdict.ShouldBe(GateVerdict.Pass);
        var random = checks["random conversations that do, says the model"];
        (random.Verdict, random.Value, random.N).ShouldBe((GateVerdict.Fail, 0.5, 2));
        random.Findings!.ShouldHaveSingleItem().ShouldBe(new("r2", "sessions.jsonl:2", "the model: 'built'"));
        seen.Count.ShouldBe(4);
        seen.ShouldAllBe(s => !s.Contains("u1-p1", StringComparison.Ordinal));
        JsonDocument.Parse(seen.First(s => s.Contains("pot", StringComparison.Ordinal))).RootElement.GetProperty("options").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task A_model_whose_answers_cannot_be_read_or_whose_calls_fail_is_no_verdict()
    {
        var answers = 0;
        var checks = await _made.Through(new LeakageGate(OpinionModel.Of(_ => Interlocked.Increment(ref answers) % 2 == 0 ? "I cannot say." : throw Faults.Of(CallFault.BadRequest))));

        checks["queries that reveal it, says the model"].Verdict.ShouldBe(GateVerdict.NotApplicable);
        checks["queries that reveal it, says the model"].Note.ShouldBe("none of 2 answers could be read");
    }

    [Fact]
    public async Task A_wrong_key_ends_the_audit()
    {
        var model = OpinionModel.Of(new FakeModel(_ => throw Faults.Of(CallFault.Authentication)));

        await Should.ThrowAsync<ModelCallException>(() => _made.Through(new LeakageGate(model)));
    }

    private async Task Fails(string check, string id, string place, string found)
    {
        var checks = await _made.Through(new LeakageGate(null));
        checks[check].Verdict.ShouldBe(GateVerdict.Fail);
        var finding = checks[check].Findings!.ShouldHaveSingleItem();
        (finding.Id, finding.Place).ShouldBe((id, place));
        finding.Found.ShouldContain(found);
        checks.Values.Where(c => c.Name != check).ShouldAllBe(c => c.Verdict == GateVerdict.Pass);
    }
}
