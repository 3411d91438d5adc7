using Attune.Clusters;
using Attune.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Clusters;

public sealed class TextClustersTests
{
    private static readonly ClusterOptions Plain = new() { Same = 0.95, Alike = 0.6 };

    [Fact]
    public void Nothing_makes_no_cluster()
    {
        var clusters = TextClusters.Of([]);

        (clusters.Count, clusters.SameAs.Count, clusters.ClusterOf.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Clusters_worked_by_hand()
    {
        // Degrees in a plane. The mean cosine is below 0, so the shares are cosines: 0 and 30 are alike (0.87), 30 and 90 are not (0.5);
        // 180 and 200 are (0.94), too little to be the same (0.95).
        var clusters = TextClusters.Of(Angles(0, 180, 30, 200, 90, 270, 0.001f), Plain);

        clusters.SameAs.ShouldBe([0, 1, 2, 3, 4, 5, 0]);
        clusters.ClusterOf.ShouldBe([0, 1, 0, 1, 2, 3, 0]);
        clusters.Count.ShouldBe(4);
    }

    [Fact]
    public void Average_linkage_does_not_follow_chains()
    {
        // Eight directions, each 0.71 from the next: 0 and 45 are joined first, 90 is 0.35 from both on average and joins 135, 225 joins
        // the first that is nearest, 270; what is left over is 0.35 from its neighbours.
        TextClusters.Of(Angles(0, 45, 90, 135, 225, 270, 315, 180), Plain).ClusterOf.ShouldBe([0, 0, 1, 1, 2, 2, 3, 4]);
    }

    [Fact]
    public void A_text_follows_the_one_that_stands_for_it_and_not_a_chain()
    {
        // 10 and 20 degrees are 0.985 apart, 0 and 20 are 0.94: the third says what the second says, who stands for nothing any more.
        TextClusters.Of(Angles(0, 10, 20, 180, 190, 270, 90), Plain).SameAs.ShouldBe([0, 0, 2, 3, 3, 5, 6]);
    }

    [Fact]
    public void Who_may_object_to_sameness_is_asked_about_the_pair()
    {
        var asked = new List<(int, int)>();

        var clusters = TextClusters.Of(Angles(0, 0, 90, 180, 270), Plain, (a, b) =>
        {
            lock (asked) asked.Add((a, b));
            return false;
        });

        asked.ShouldBe([(1, 0)]);
        clusters.SameAs.ShouldBe([0, 1, 2, 3, 4]);
        clusters.ClusterOf.ShouldBe([0, 0, 1, 2, 3], "they may be about the same all the same");
    }

    [Fact]
    public void Embeddings_in_which_everything_is_a_little_alike_are_grouped_as_others_are()
    {
        var texts = Enumerable.Range(0, 200).Select(i => $"{Subjects[i % 20]} {Subjects[i % 20]}s number{i}").ToList();
        var plain = Embed(texts);
        var narrow = plain.Select(v => (ReadOnlyMemory<float>)(float[])[.. v.Span, 2]).ToList();

        TextClusters.Of(narrow).ClusterOf.ShouldBe(TextClusters.Of(plain).ClusterOf);
    }

    [Fact]
    public void Duplicates_share_a_cluster_whatever_else_is_there() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 40).SelectMany(n => Gen.ArrayOf(Gen.ArrayOf(Gen.Elements(Subjects), 3), n))),
        drawn =>
        {
            // Each text comes again with another case and order of sentences around it, and once more as it is.
            List<string> texts = [.. drawn.Select(w => string.Join(' ', w)), .. drawn.Select(w => string.Join(' ', w).ToUpperInvariant()), .. drawn.Select(w => string.Join(' ', w))];
            var clusters = TextClusters.Of(Embed(texts));
            for (var i = 0; i < texts.Count; i++)
            {
                var stands = clusters.SameAs[i];
                stands.ShouldBe(clusters.SameAs[texts.FindIndex(t => t.Equals(texts[i], StringComparison.OrdinalIgnoreCase))]);
                clusters.SameAs[stands].ShouldBe(stands);
                clusters.ClusterOf[i].ShouldBe(clusters.ClusterOf[stands]);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Far_more_texts_than_are_compared_each_with_each_give_the_same_on_one_thread_and_on_many()
    {
        const int size = 5 * TextClusters.Exact;
        var vectors = Embed(Enumerable.Range(0, size).Select(Sentence));

        var one = TextClusters.Of(vectors, new() { Seed = 3, Threads = 1 });
        var many = TextClusters.Of(vectors, new() { Seed = 3, Threads = 8 });

        many.SameAs.ShouldBe(one.SameAs);
        many.ClusterOf.ShouldBe(one.ClusterOf);
        Enumerable.Range(0, size).ShouldAllBe(i => one.ClusterOf[i] == one.ClusterOf[one.SameAs[i]]);
        one.SameAs.Index().Count(s => s.Item < s.Index).ShouldBeGreaterThan(size / 12, "every tenth text says what the one before it says");
        one.ClusterOf.Distinct().Order().ShouldBe(Enumerable.Range(0, one.Count));
    }

    [Fact]
    public void Thousands_of_texts_without_a_word_end_in_one_cluster() => TextClusters.Of(Embed(Enumerable.Repeat("...", 3000))).Count.ShouldBe(1);

    [Fact]
    public void What_cannot_be_grouped_is_refused()
    {
        Should.Throw<ArgumentException>(() => TextClusters.Of([new float[] { 1, 0 }, new float[] { 1 }])).Message.ShouldContain("1 dimensions");
        Should.Throw<ArgumentException>(() => TextClusters.Of([new float[] { 1, float.NaN }])).Message.ShouldContain("not finite");
        Should.Throw<ArgumentOutOfRangeException>(() => TextClusters.Of([], new() { Same = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => TextClusters.Of([], new() { Alike = 1.1 }));
    }

    [Fact]
    public void Whoever_cancels_is_heard() =>
        Should.Throw<OperationCanceledException>(() => TextClusters.Of(Embed(Enumerable.Range(0, 3000).Select(Sentence)), cancellationToken: new(canceled: true)));

    private static string[] Subjects { get; } =
        ["tea", "chess", "rowing", "bread", "opera", "knitting", "poker", "jazz", "surfing", "cheese", "tango", "roses", "marathon", "sushi", "poetry", "camping", "yoga", "whisky", "karate", "origami"];

    private static string Sentence(int number)
    {
        if (number % 10 == 9) return Sentence(number - 1) + " also";
        var random = new KeyedRandom(number, "sentence");
        return string.Join(' ', Enumerable.Range(0, 4).Select(_ => $"{Subjects[random.Next(20)]}{random.Next(40)}"));
    }

    private static IEnumerable<ReadOnlyMemory<float>> Angles(params float[] degrees) =>
        degrees.Select(d => (ReadOnlyMemory<float>)(float[])[MathF.Cos(d * MathF.PI / 180), MathF.Sin(d * MathF.PI / 180)]);

    private static List<ReadOnlyMemory<float>> Embed(IEnumerable<string> texts)
    {
        using var generator = EmbeddedModels.CreateEmbeddings();
        return generator.GenerateAsync(texts).GetAwaiter().GetResult().Select(e => e.Vector).ToList();
    }
}
