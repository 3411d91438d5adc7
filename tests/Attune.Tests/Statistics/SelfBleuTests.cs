using Attune.Statistics;
using Attune.Tokens;

namespace Attune.Tests.Statistics;

public sealed class SelfBleuTests
{
    // Two that overlap and repeat, one shorter, one of two tokens, one that shares nothing, an empty one.
    private static readonly int[][] Six = [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 9, 9, 9, 1, 2], [9, 9, 5, 6, 7], [2, 3], [20, 21, 22, 23, 24, 25], []];

    [Fact]
    public void The_scores_are_those_of_an_independent_implementation()
    {
        var selfBleu = SelfBleu.OfTokens(Six, seed: 0)!;

        double[] expected = [0.5429303682510284, 0.49734449337791453, 0.33924406058311735, 0.23103057494393564];
        for (var order = 0; order < SelfBleu.Orders; order++) selfBleu.ByOrder[order].ShouldBe(expected[order], 1e-12);
        selfBleu.Mean.ShouldBe(0.402637374288999, 1e-12);
        (selfBleu.Dialogues, selfBleu.Repeats).ShouldBe((6, 1));
    }

    [Fact]
    public void A_dialogue_is_compared_with_the_others_and_not_with_itself()
    {
        SelfBleu.OfTokens([[1, 1, 1, 1, 1], [2, 2, 2, 2, 2]], seed: 0)!.Mean.ShouldBe(0);
        SelfBleu.OfTokens([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], seed: 0)!.Mean.ShouldBe(1);
    }

    [Fact]
    public void Counts_are_clipped_by_the_highest_of_any_one_reference()
    {
        // The three 7s of the first are clipped by the two of the second; those of the third do not add up with them.
        var scores = SelfBleuScores.Of([[7, 7, 7], [7, 7, 1], [7, 2, 3]]);

        scores[0][0].ShouldBe(2.0 / 3, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_dialogues_have_no_score(int dialogues) =>
        SelfBleu.OfTokens([.. Enumerable.Repeat<int[]>([1, 2], dialogues)], seed: 0).ShouldBeNull();

    [Fact]
    public void Texts_are_cut_to_their_first_580_tokens()
    {
        var same = string.Concat(Enumerable.Repeat(" word", SelfBleu.LongestDialogue));
        Tokenizer.Get(SelfBleu.Encoding).Count(same).ShouldBe(SelfBleu.LongestDialogue);

        SelfBleu.Of([same + " but here the first one ends", same + " and the other goes elsewhere"], seed: 0)!.Mean.ShouldBe(1);
    }

    [Fact]
    public void More_than_a_hundred_dialogues_are_drawn_a_hundred_times_by_the_seed_alone()
    {
        var dialogues = Pool(150);

        var selfBleu = SelfBleu.OfTokens(dialogues, seed: 1)!;

        (selfBleu.Dialogues, selfBleu.Repeats).ShouldBe((100, 100));
        SelfBleu.OfTokens(dialogues, seed: 1)!.ByOrder.ShouldBe(selfBleu.ByOrder);
        SelfBleu.OfTokens(dialogues, seed: 2)!.ByOrder.ShouldNotBe(selfBleu.ByOrder);
    }

    [Fact]
    public void No_draw_takes_a_dialogue_twice()
    {
        // Each dialogue shares nothing with any other, so only a dialogue drawn twice could match.
        int[][] dialogues = [.. Enumerable.Range(0, 120).Select(i => new[] { i, i, i, i })];

        SelfBleu.OfTokens(dialogues, seed: 0)!.Mean.ShouldBe(0);
    }

    [Fact]
    public void A_cancelled_measurement_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => SelfBleu.Of(["a b c", "a b d"], seed: 0, cancelled.Token));
    }

    private static int[][] Pool(int size) => [.. Enumerable.Range(0, size).Select(d =>
    {
        var random = new KeyedRandom(d, "dialogue");
        return Enumerable.Range(0, 30 + random.Next(20)).Select(_ => random.Next(40)).ToArray();
    })];
}
