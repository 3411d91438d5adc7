using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class FleissKappaTests
{
    // The well-known table of fourteen raters, ten items and five categories; kappa 0.210.
    private static readonly int[][] s_counts =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    private static IReadOnlyCollection<IReadOnlyCollection<int>> Items { get; } =
        [.. s_counts.Select(c => c.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToList())];

    [Fact]
    public void The_published_table_gives_the_published_kappa()
    {
        var kappa = FleissKappa.Of(Items);

        // By hand: mean agreement 0.3780, by chance 0.2128.
        kappa.Value!.Value.ShouldBe(0.20993, 1e-5);
        (kappa.N, kappa.LeftOut, kappa.Undefined).ShouldBe((10, 0, null));
        (kappa.Low < 0.21 && kappa.High > 0.21).ShouldBeTrue($"{kappa}");
    }

    // Three raters, two items: aab and bbb. Agreement (1/3 + 1) / 2 = 2/3; shares 1/3 and 2/3, by chance 5/9; (6/9 - 5/9) / (4/9) = 1/4.
    [Fact]
    public void A_case_worked_by_hand() => FleissKappa.Of<string>([["a", "a", "b"], ["b", "b", "b"]]).Value!.Value.ShouldBe(0.25, 1e-12);

    [Fact]
    public void Items_with_fewer_ratings_are_left_out_and_counted()
    {
        var kappa = FleissKappa.Of<string>([["a", "a", "b"], ["a", "b"], [], ["b", "b", "b"]]);

        kappa.Value!.Value.ShouldBe(0.25, 1e-12);
        (kappa.N, kappa.LeftOut).ShouldBe((2, 2));
    }

    [Fact]
    public void One_rater_or_one_label_leave_it_undefined()
    {
        FleissKappa.Of<string>([["a"], ["b"]]).Undefined.ShouldBe("no item has two ratings");
        FleissKappa.Of<string>([]).Value.ShouldBeNull();
        var same = FleissKappa.Of<string>([["a", "a"], ["a", "a"]]);
        (same.Value, same.Low, same.Undefined is not null).ShouldBe((null, null, true));
    }
}
