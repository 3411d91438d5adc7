using Attune.Audits;
using Attune.Audits.Gates;
using Attune.Models;
using Attune.People;
using Attune.Questions;
using Attune.Tests.Runs;

namespace Attune.Tests.Audits;

public sealed class GuessabilityGateTests : IDisposable
{
    private readonly HandMade _made = HandMade.Of(40);

    public void Dispose() => _made.Dispose();

    [Fact]
    public async Task Options_of_one_length_with_the_right_one_everywhere_alike_often_give_nothing_to_guess()
    {
        Ask(u => HandMade.Query(u, 1, "ABCD"[u % 4].ToString()));

        var checks = await _made.Through(new GuessabilityGate(null));

        foreach (var guesser in (string[])["longest option", "shortest option", "option A", "option D"])
            (checks[$"multiple-choice, {guesser}"].Verdict, checks[$"multiple-choice, {guesser}"].Value).ShouldBe((GateVerdict.Pass, 0.25), guesser);
        checks["true-false, yes to what is long"].Value.ShouldBe(0.5);
    }

    [Fact]
    public async Task A_right_option_that_is_always_the_longest_is_guessed_and_named_with_its_line()
    {
        Ask(u => HandMade.Query(u, 1, "A", "a very long description of what suits this user", "tea", "milk", "beer"));

        var checks = await _made.Through(new GuessabilityGate(null));

        var longest = checks["multiple-choice, longest option"];
        (longest.Verdict, longest.Value, longest.N, longest.Users).ShouldBe((GateVerdict.Fail, 1, 40, 40));
        longest.Low.ShouldNotBeNull().ShouldBeGreaterThan(0.3);
        longest.Findings.ShouldNotBeNull()[1].ShouldBe(new("u2-p1-q", "queries.jsonl:2", "its right option is by far the longest"));
        checks["multiple-choice, shortest option"].Verdict.ShouldBe(GateVerdict.Pass);
        (checks["multiple-choice, option A"].Verdict, checks["multiple-choice, option B"].Value).ShouldBe((GateVerdict.Fail, 0));
    }

    [Fact]
    public async Task The_odd_one_out_is_counted_per_type_and_fails_in_all()
    {
        _made.Preferences.RemoveAll(_ => true);
        _made.Preferences.AddRange(Enumerable.Range(1, 40).Select(u => HandMade.Preference(u, 1) with { Type = u <= 20 ? PreferenceType.Negative : PreferenceType.Positive }));
        Ask(u => u <= 20
            ? HandMade.Query(u, 1, "ABCD"[u % 4].ToString(), [.. Odd(u % 4)])
            : HandMade.Query(u, 1, "ABCD"[u % 4].ToString()));

        var checks = await _made.Through(new GuessabilityGate(null));

        var negative = checks["odd-one-out index, negative"];
        (negative.Verdict, negative.N, negative.Value).ShouldBe((GateVerdict.Reported, 20, 0.75));
        checks["odd-one-out index, positive"].Value.ShouldBe(0);
        checks["multiple-choice, odd one out"].Verdict.ShouldBe(GateVerdict.Fail);
        checks["multiple-choice, odd one out"].Findings!.Select(f => f.Id).ShouldContain("u1-p1-q");
        checks["multiple-choice, odd one out"].Findings!.Select(f => f.Id).ShouldNotContain("u21-p1-q");
    }

    [Fact]
    public async Task True_questions_that_are_longer_than_false_ones_are_guessed()
    {
        Ask(u => HandMade.Query(u, 1) with { TrueQuestion = "What shall I drink tonight? Would the one that suits me be right?", FalseQuestion = "What shall I drink tonight? Beer?" });

        var check = (await _made.Through(new GuessabilityGate(null)))["true-false, yes to what is long"];

        (check.Verdict, check.AtMost).ShouldBe((GateVerdict.Fail, 0.55));
        check.Value.ShouldNotBeNull().ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public async Task Too_few_queries_are_said_to_be_so()
    {
        Ask(u => HandMade.Query(u, 1, "ABCD"[u % 4].ToString()));

        var few = (await _made.Through(new GuessabilityGate(null), limitUsers: 4))["multiple-choice, option A"];

        (few.Verdict, few.N).ShouldBe((GateVerdict.Pass, 4));
        few.Note.ShouldNotBeNull().ShouldContain("too few to tell");
        (await _made.Through(new GuessabilityGate(null), limitUsers: 1))["multiple-choice, option A"].Note!.ShouldContain("one user leaves no interval");
    }

    [Fact]
    public async Task Open_questions_alone_are_nothing_to_guess()
    {
        Ask(u => HandMade.Query(u, 1) with { Options = [], Answer = null, TrueQuestion = null, FalseQuestion = null });

        var checks = await _made.Through(new GuessabilityGate((_, _) => throw new InvalidOperationException("nothing to ask")));

        checks.Values.Select(c => c.Verdict).ShouldBe([GateVerdict.NotApplicable, GateVerdict.NotApplicable]);
    }

    [Fact]
    public async Task A_model_that_sees_through_the_options_fails_the_gate_and_one_that_cannot_be_read_is_no_verdict()
    {
        Ask(u => HandMade.Query(u, 1, "A", "a pot of suits", "a pot of those", "a pot of tea", "a pot of milk"));
        var knowing = new FakeModel(q => Line(q, "suits") is { } option ? option[..1] : "Yes");
        var silent = new FakeModel(_ => "Who am I to say?");

        var seen = await Blind(knowing);
        var unread = await Blind(silent);

        (seen["multiple-choice, test:model"].Verdict, seen["multiple-choice, test:model"].Value, seen["multiple-choice, test:model"].N).ShouldBe((GateVerdict.Fail, 1, 40));
        seen["true-false, test:model"].Verdict.ShouldBe(GateVerdict.NotApplicable);
        seen["says yes, test:model"].Value.ShouldBe(1);
        seen.ShouldContainKey("multiple-choice, embedded:generic");
        unread["multiple-choice, test:model"].Verdict.ShouldBe(GateVerdict.NotApplicable);
        unread["multiple-choice, test:model"].Note.ShouldNotBeNull().ShouldContain("none of 40 answers");
        knowing.Calls.ShouldBe(120);

        static string? Line(string prompt, string word) => prompt.Split('\n').FirstOrDefault(l => l.EndsWith(word, StringComparison.Ordinal));
    }

    private static List<string> Odd(int right)
    {
        List<string> options = ["weekly gym classes with a coach", "weekly gym classes with friends", "weekly gym classes with music"];
        options.Insert(right, "dancing at village feasts tonight");
        return options;
    }

    private async Task<Dictionary<string, AuditCheck>> Blind(FakeModel model)
    {
        var blind = new BlindAnswers(new() { Model = "test:model" }, (name, tokens) => name.Text == "test:model" ? new ChatModel(name, model) : EmbeddedModels.Create(name, tokens));
        return await _made.Through(new GuessabilityGate((subject, token) => blind.AskAsync(subject, null, token)));
    }

    private void Ask(Func<int, Query> query)
    {
        _made.Queries.Clear();
        _made.Queries.AddRange(Enumerable.Range(1, 40).Select(query));
    }
}
