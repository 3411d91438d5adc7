using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class SelfPreferenceTests
{
    private static readonly (string Generator, string Evaluator, int Passed)[] s_table7 =
    [
        ("GPT-4o", "GPT-4o", 114), ("GPT-4o", "Llama3.1-70B", 113),
        ("Llama3.1-70B", "GPT-4o", 121), ("Llama3.1-70B", "Llama3.1-70B", 114),
        ("Llama3.1-8B", "GPT-4o", 106), ("Llama3.1-8B", "Llama3.1-70B", 105),
    ];

    [Fact]
    public void Table_7_has_no_evaluator_that_favours_itself()
    {
        var result = SelfPreference.Of(s_table7.SelectMany(c => Enumerable.Range(0, 200).Select(i => new EvaluatedAnswer(c.Generator, c.Evaluator, i < c.Passed))));

        result.Matrix.Select(c => (c.Generator, c.Evaluator, c.PassRate.Mean, c.PassRate.N)).ShouldBe(s_table7.Select(c => (c.Generator, c.Evaluator, c.Passed / 200.0, 200)));
        result.Evaluators.Select(e => e.Evaluator).ShouldBe(["GPT-4o", "Llama3.1-70B"]);
        // 57.0 − 56.5, beside 60.5 − 57.0 and 53.0 − 52.5 of others.
        var gpt = result.Evaluators[0];
        ShouldBe(gpt, 0.005, 0.02, -0.015);
        // 57.0 − 60.5, beside 56.5 − 57.0 and 52.5 − 53.0.
        var llama = result.Evaluators[1];
        ShouldBe(llama, -0.035, -0.005, -0.03);
        (gpt.Gain!.Low < 0, gpt.Gain.High > 0, gpt.Gain.N, result.Paired, result.Undefined).ShouldBe((true, true, 400, false, null));
    }

    // On items 1 to 4, m says 1 1 1 0 of its own, x says 1 0 0 0 and y 0 0 1 0: differences 1/2, 1, 1/2, 0. Of x's answers m says 1 0, y 0 0.
    [Fact]
    public void Where_items_are_known_evaluators_are_compared_item_by_item()
    {
        var result = SelfPreference.Of([.. Verdicts("m", "m", "1110"), .. Verdicts("m", "x", "1000"), .. Verdicts("m", "y", "0010"), .. Verdicts("x", "m", "10"), .. Verdicts("x", "y", "00")]);

        var m = result.Evaluators.Single(e => e.Evaluator == "m");
        (m.Gain!.Value, m.Gain.N, m.Leniency!.Value, m.Leniency.N).ShouldBe((0.5, 4, 0.5, 2));
        // Items 1 and 2 have both: 1/2 − 1 and 1 − 0.
        (m.BeyondLeniency!.Value, m.BeyondLeniency.N, result.Paired).ShouldBe((0.25, 2, true));
        m.Gain.Low!.Value.ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Pairing_removes_how_hard_the_items_are()
    {
        List<EvaluatedAnswer> verdicts = [.. Verdicts("m", "m", string.Concat(Enumerable.Repeat("11110000", 20)) + "1111"), .. Verdicts("m", "x", string.Concat(Enumerable.Repeat("11110000", 20)) + "0000")];

        var paired = SelfPreference.Of(verdicts).Evaluators[0].Gain!;
        var unpaired = SelfPreference.Of(verdicts.Select(v => v with { Item = null })).Evaluators[0].Gain!;

        paired.Value.ShouldBe(unpaired.Value, 1e-12);
        (paired.Low > 0, unpaired.Low > 0).ShouldBe((true, false));
    }

    [Fact]
    public void A_lenient_evaluator_gains_on_its_own_answers_and_nothing_beyond()
    {
        var result = SelfPreference.Of([.. Verdicts("m", "m", "1111"), .. Verdicts("m", "x", "1010"), .. Verdicts("z", "m", "1111"), .. Verdicts("z", "x", "0101")]);

        var m = result.Evaluators.ShouldHaveSingleItem();
        (m.Gain!.Value, m.Leniency!.Value, m.BeyondLeniency!.Value).ShouldBe((0.5, 0.5, 0));
    }

    [Theory]
    [InlineData("m m 1 1", "'m' is the only evaluator")]
    [InlineData("z m 1 1;z x 1 1", "no evaluator is among the generators")]
    [InlineData("z m 1 1;m x 1 1", "'m' did not judge its own answers")]
    [InlineData("m m 1 1;z x 1 1", "no other evaluator judged the answers of 'm'")]
    [InlineData("m m 1 1;m x 2 1", "no other evaluator judged the same items of 'm'")]
    [InlineData("m m 1 ?", "there is no verdict")]
    public void What_cannot_be_compared_says_why(string verdicts, string reason)
    {
        var result = SelfPreference.Of(verdicts.Split(';').Select(v => v.Split(' ')).Select(v => new EvaluatedAnswer(v[0], v[1], v[3] == "?" ? null : true, v[2])));

        result.Undefined.ShouldNotBeNull().ShouldContain(reason);
        result.Evaluators.ShouldAllBe(e => e.Gain == null && e.Undefined != null);
    }

    [Fact]
    public void Two_verdicts_on_one_item_are_refused() =>
        Should.Throw<BadInputException>(() => SelfPreference.Of([.. Verdicts("m", "x", "10"), .. Verdicts("m", "x", "1")], source: "f.csv"))
            .Faults.ShouldHaveSingleItem().ToString().ShouldContain("f.csv: has two verdicts of 'x' on item '1' of 'm'");

    [Fact]
    public void Answers_without_a_verdict_are_counted_and_left_out()
    {
        var result = SelfPreference.Of([.. Verdicts("m", "m", "1?0"), .. Verdicts("m", "x", "11?")]);

        (result.N, result.LeftOut, result.Evaluators[0].Gain!.N).ShouldBe((4, 2, 1));
    }

    private static void ShouldBe(OwnGain own, double gain, double leniency, double beyond)
    {
        own.Gain!.Value.ShouldBe(gain, 1e-9);
        own.Leniency!.Value.ShouldBe(leniency, 1e-9);
        own.BeyondLeniency!.Value.ShouldBe(beyond, 1e-9);
    }

    private static IEnumerable<EvaluatedAnswer> Verdicts(string generator, string evaluator, string passed) =>
        passed.Select((p, i) => new EvaluatedAnswer(generator, evaluator, p == '?' ? null : p == '1', $"{i + 1}"));
}
