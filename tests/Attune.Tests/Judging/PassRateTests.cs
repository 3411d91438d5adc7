using System.Globalization;
using System.Text.RegularExpressions;
using Attune.Judging;

namespace Attune.Tests.Judging;

public sealed partial class PassRateTests
{
    [Fact]
    public async Task An_evaluator_that_tosses_a_coin_passes_one_pair_in_sixteen()
    {
        var rate = await EvaluateAsync(4000, prompt => new KeyedRandom(7, prompt).Next(2) == 0 ? "A" : "B");

        var passed = rate.Rate.ShouldNotBeNull();
        passed.N.ShouldBe(4000);
        passed.Low!.Value.ShouldBeLessThan(PassRate.Chance);
        passed.High!.Value.ShouldBeGreaterThan(PassRate.Chance);
        (passed.High - passed.Low)!.Value.ShouldBeLessThan(0.02);
        foreach (var order in rate.Orders) order.Right!.Mean.ShouldBe(0.5, 0.03);
        rate.NamedFirst!.Mean.ShouldBe(0.5, 0.02);
    }

    [Fact]
    public async Task A_perfect_evaluator_passes_every_pair()
    {
        var rate = await EvaluateAsync(50, prompt => MadeFor().Match(prompt).Success ? """{"answer": "A"}""" : """{"answer": "B"}""");

        (rate.Rate!.Mean, rate.Rate.High, rate.Rate.N).ShouldBe((1, 1, 50));
        rate.Rate.Low!.Value.ShouldBeInRange(0.9, 0.95); // what 50 draws without a failure can hide
        (rate.Passed, rate.Failed, rate.Unread).ShouldBe((50, 0, 0));
        rate.Orders.ShouldAllBe(o => o.Right!.Mean == 1 && o.Right.N == 50);
        rate.NamedFirst!.Mean.ShouldBe(0.5);
    }

    [Theory]
    [InlineData("A", 1)]
    [InlineData("B", 0)]
    public async Task An_evaluator_that_always_names_one_side_passes_none(string side, double namedFirst)
    {
        var rate = await EvaluateAsync(50, _ => side);

        (rate.Rate!.Mean, rate.Rate.Low, rate.Failed).ShouldBe((0, 0, 50));
        rate.NamedFirst!.Mean.ShouldBe(namedFirst);
        rate.Orders.Select(o => o.Right!.Mean).ShouldBe([namedFirst, 1 - namedFirst, 1 - namedFirst, namedFirst]);
    }

    [Fact]
    public void A_pair_with_an_unread_order_is_neither_passed_nor_failed_and_the_bounds_hold_it()
    {
        var rate = PassRate.Of(
        [
            ("u1", Verdict("MMMM")),
            ("u2", Verdict("MMMS")),
            ("u3", Verdict("MMUM")),
            ("u4", Verdict("MSFM")),
            ("u5", Verdict("IIII")),
        ]);

        (rate.Pairs, rate.Passed, rate.Failed, rate.Unread).ShouldBe((5, 1, 1, 3));
        (rate.Rate!.Mean, rate.Rate.N).ShouldBe((0.5, 2));
        (rate.IfUnreadWrong!.Mean, rate.IfUnreadWrong.N).ShouldBe((0.2, 5));
        (rate.IfUnreadRight!.Mean, rate.IfUnreadRight.N).ShouldBe((0.6, 5));
        rate.Orders.Select(o => (o.Right!.Mean, o.Right.N, o.Unread)).ShouldBe([(1, 4, 1), (0.75, 4, 1), (1, 2, 3), (0.75, 4, 1)]);
        rate.NamedFirst!.N.ShouldBe(14);
        rate.States[OrderState.Matched].ShouldBe(12);
        rate.States[OrderState.Swapped].ShouldBe(2);
        rate.States[OrderState.Unreadable].ShouldBe(1);
        rate.States[OrderState.Failed].ShouldBe(1);
        rate.States[OrderState.Invalid].ShouldBe(4);
        rate.States[OrderState.Refused].ShouldBe(0);
    }

    [Fact]
    public void A_pair_of_the_same_answer_twice_counts_as_chance()
    {
        var rate = PassRate.Of([("u1", Verdict("AAAA")), ("u2", Verdict("MMMM")), ("u3", Verdict("MMMS")), ("u4", Verdict("MMMU"))]);

        (rate.Passed, rate.Failed, rate.Alike, rate.Unread).ShouldBe((1, 1, 1, 1));
        rate.Rate!.Mean.ShouldBe((1 / 16.0 + 1 + 0) / 3, 1e-12);
        rate.IfUnreadWrong!.Mean.ShouldBe((1 / 16.0 + 1) / 4, 1e-12);
        rate.IfUnreadRight!.Mean.ShouldBe((1 / 16.0 + 1 + 1) / 4, 1e-12);
        rate.Orders.Select(o => (o.Right!.N, o.Unread)).ShouldBe([(3, 0), (3, 0), (3, 0), (2, 1)]);
        rate.States[OrderState.Alike].ShouldBe(4);
    }

    [Fact]
    public void Where_nothing_can_be_read_there_is_no_rate_and_the_bounds_are_everything()
    {
        var rate = PassRate.Of([("u1", Verdict("UUUU")), ("u2", Verdict("RRRR"))]);

        rate.Rate.ShouldBeNull();
        rate.NamedFirst.ShouldBeNull();
        rate.Orders.ShouldAllBe(o => o.Right == null && o.Unread == 2);
        (rate.IfUnreadWrong!.Mean, rate.IfUnreadRight!.Mean).ShouldBe((0, 1));
    }

    [Fact]
    public void Without_pairs_there_is_nothing_to_tell()
    {
        var rate = PassRate.Of([]);

        (rate.Pairs, rate.Rate, rate.IfUnreadRight, rate.IfUnreadWrong, rate.NamedFirst).ShouldBe((0, null, null, null, null));
    }

    [Fact]
    public void Pairs_of_one_user_resemble_each_other_and_widen_the_interval()
    {
        var verdicts = Enumerable.Range(0, 200).Select(i => (User: i / 20, Verdict: Verdict(i / 20 % 2 == 0 ? "MMMM" : "MMSM"))).ToList();

        var byUser = PassRate.Of(verdicts.Select(v => ($"u{v.User}", v.Verdict))).Rate!;
        var byPair = PassRate.Of(verdicts.Select((v, i) => ($"p{i}", v.Verdict))).Rate!;

        (byUser.Mean, byUser.Clusters, byPair.Clusters).ShouldBe((byPair.Mean, 10, 200));
        (byUser.High - byUser.Low)!.Value.ShouldBeGreaterThan(2 * (byPair.High - byPair.Low)!.Value);
    }

    [Fact]
    public void The_order_of_the_pairs_changes_nothing()
    {
        var verdicts = Enumerable.Range(0, 60).Select(i => ($"u{i % 7}", Verdict(i % 3 == 0 ? "MMMM" : "MSMM"))).ToList();

        PassRate.Of(verdicts.AsEnumerable().Reverse(), seed: 5).Rate.ShouldBe(PassRate.Of(verdicts, seed: 5).Rate);
    }

    private static async Task<PassRate> EvaluateAsync(int pairs, Func<string, string> evaluate)
    {
        using var client = new RecordingChatClient(prompt => evaluate(prompt[1].Text));
        var evaluator = new PairEvaluator(client);
        var verdicts = new List<(string, PairVerdict)>();
        for (var i = 0; i < pairs; i++)
        {
            var pair = i.ToString(CultureInfo.InvariantCulture);
            verdicts.Add((pair, await evaluator.EvaluateAsync(new($"left {pair}", $"right {pair}", "Which way?", $"Made for left {pair}.", $"Made for right {pair}."))));
        }

        return PassRate.Of(verdicts);
    }

    /// <summary>A verdict from the first letters of its four states.</summary>
    private static PairVerdict Verdict(string states) =>
        new([.. PairOrder.All.Zip(states, (order, letter) => new OrderVerdict(order, Enum.GetValues<OrderState>().Single(s => s.ToString()[0] == letter)))]);

    [GeneratedRegex(@"<preference_1>\n(\w+ \d+)\n</preference_1>.*<answer_A>\nMade for \1\.\n", RegexOptions.Singleline)]
    private static partial Regex MadeFor();
}
