using Attune.Judging;
using Attune.Statistics;

namespace Attune.Tests.Judging;

public sealed class ContestTallyTests
{
    private static readonly JudgedContest[] s_contests =
    [
        new("cot", "bare", "u1", Verdict("AA")),
        new("cot", "bare", "u2", Verdict("AA")),
        new("bare", "cot", "u3", Verdict("AA")),
        new("cot", "bare", "u4", Verdict("AB")),
        new("cot", "bare", "u5", Verdict("TT")),
        new("cot", "bare", "u6", Verdict("AU")),
        new("cot", "workflow", "u1", Verdict("BB")),
        new("workflow", "bare", "u2", Verdict("FF")),
    ];

    [Fact]
    public void Every_contest_is_won_or_tied_or_undecided()
    {
        var tally = ContestTally.Of(s_contests);

        (tally.Contests, tally.Won, tally.Ties, tally.Undecided).ShouldBe((8, 4, 2, 2));
        (tally.States[SeatState.WonByA], tally.States[SeatState.WonByB], tally.States[SeatState.Tied], tally.States[SeatState.Unreadable], tally.States[SeatState.Failed], tally.States[SeatState.Refused])
            .ShouldBe((8, 3, 2, 1, 2, 0));
        tally.States.Values.Sum().ShouldBe(16);
    }

    [Fact]
    public void A_cell_of_the_matrix_and_its_opposite_share_what_nobody_won()
    {
        var matrix = ContestTally.Of(s_contests).Matrix;

        matrix.Select(c => (c.Contestant, c.Opponent)).ShouldBe(
            [("bare", "cot"), ("bare", "workflow"), ("cot", "bare"), ("cot", "workflow"), ("workflow", "bare"), ("workflow", "cot")]);
        var (back, there) = (matrix[0], matrix[2]);
        (there.Wins, there.Losses, there.Ties, there.Undecided).ShouldBe((2, 1, 2, 1));
        (back.Wins, back.Losses, back.Ties, back.Undecided).ShouldBe((1, 2, 2, 1));
        (there.WinRate!.Mean, back.WinRate!.Mean, there.WinRate.N).ShouldBe((0.4, 0.2, 5));
        there.WinRate.Low!.Value.ShouldBeLessThan(there.WinRate.Mean);
        (matrix[1].WinRate, matrix[1].Undecided).ShouldBe((null, 1));
    }

    [Fact]
    public void Decided_contests_are_counted_for_the_ranking_and_no_others()
    {
        var counts = ContestTally.Of(s_contests).Counts;

        counts.Contests.ShouldBe(6);
        counts.Models.ShouldBe(["cot", "bare", "workflow"]);
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(counts)).Message.ShouldContain("no win or tie against workflow by bare, cot");
    }

    [Fact]
    public void Contradicting_orders_are_ties_and_lower_consistency()
    {
        var consistent = ContestTally.Of(s_contests).Consistent!;

        (consistent.Mean, consistent.N).ShouldBe((5 / 6.0, 6));
    }

    [Fact]
    public void An_evaluator_that_always_names_the_left_decides_nothing_and_is_found_out()
    {
        // Left is contestant A in the first order and contestant B in the second.
        var tally = ContestTally.Of(Enumerable.Range(0, 40).Select(i => new JudgedContest("x", "y", $"{i}", Verdict("AB"))));

        (tally.Won, tally.Ties, tally.Consistent!.Mean, tally.NamedFirst!.Mean, tally.NamedFirst.N).ShouldBe((0, 40, 0, 1, 80));
        ContestTally.Of([new("x", "y", "1", Verdict("AA"))]).NamedFirst!.Mean.ShouldBe(0.5);
    }

    [Fact]
    public void Where_nothing_is_decided_nothing_is_claimed()
    {
        var tally = ContestTally.Of([new("x", "y", "1", Verdict("UU")), new("x", "y", "2", Verdict("II"))]);

        (tally.Undecided, tally.Consistent, tally.NamedFirst, tally.Counts.Contests).ShouldBe((2, null, null, 0));
        ContestTally.Of([]).Matrix.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_meets_themselves_even_undecided()
    {
        Should.Throw<ArgumentException>(() => ContestTally.Of([new("x", "x", "1", Verdict("UU"))]));
        Should.Throw<ArgumentException>(() => ContestTally.Of([new("", "x", "1", Verdict("UU"))]));
    }

    /// <summary>A verdict from a letter for each order: won by A or B, tied, unreadable, failed, invalid.</summary>
    private static ContestVerdict Verdict(string states) => new([.. SeatOrder.All.Zip(states, (order, letter) => new SeatVerdict(order, letter switch
    {
        'A' => SeatState.WonByA,
        'B' => SeatState.WonByB,
        'T' => SeatState.Tied,
        'U' => SeatState.Unreadable,
        'I' => SeatState.Invalid,
        _ => SeatState.Failed,
    }))]);
}
