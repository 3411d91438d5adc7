using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void A_text_with_one_word_exchanged_is_found()
    {
        const string text = "Avoids cable cars and chairlifts on every mountain, because she wants to have walked each metre of the way herself and alone";

        var pair = NearDuplicates.Find([text, "Likes tea.", text.Replace("alone", "unaided")]).ShouldHaveSingleItem();

        (pair.First, pair.Second).ShouldBe((0, 2));
        pair.Similarity.ShouldBe(40.0 / 44, 1e-12);
    }

    [Fact]
    public void Opposed_preferences_of_the_same_words_are_no_duplicates() =>
        NearDuplicates.Find(["Prefers green tea over black coffee in the morning", "Prefers black coffee over green tea in the morning"]).ShouldBeEmpty();

    [Fact]
    public void Case_and_punctuation_do_not_count() =>
        NearDuplicates.Find(["Prefers tea, not coffee.", "prefers TEA: not coffee!"]).ShouldBe([new(0, 1, 1)]);

    [Fact]
    public void Scripts_without_spaces_are_compared_by_their_characters()
    {
        var pair = NearDuplicates.Find(["我喜欢在安静的咖啡馆里读一本很厚的书", "我喜欢在安静的咖啡馆里读一本很旧的书", "他每天早上坐地铁去上班"]).ShouldHaveSingleItem();

        (pair.First, pair.Second).ShouldBe((0, 1));
    }

    [Fact]
    public void Texts_without_words_are_in_no_pair() => NearDuplicates.Find(["", "...", "...", " "]).ShouldBeEmpty();

    [Fact]
    public void All_pairs_of_equal_texts_come_in_order() =>
        NearDuplicates.Find(["a b", "c d", "a b", "c d", "a b"]).Select(p => (p.First, p.Second)).ShouldBe([(0, 2), (0, 4), (1, 3), (2, 4)]);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1)]
    public void Exactly_the_pairs_that_meet_the_threshold_are_found(double threshold)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var texts = Texts(seed, 120);

            var found = NearDuplicates.Find(texts, threshold).ToList();

            found.ShouldBe(Compared(texts, threshold));
        }
    }

    [Fact]
    public void Many_equal_texts_are_found_while_they_are_read() =>
        NearDuplicates.Find(Enumerable.Repeat("the same short text", 100_000)).Take(3).Select(p => (p.First, p.Second)).ShouldBe([(0, 1), (0, 2), (0, 3)]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_threshold_that_means_nothing_is_refused(double threshold) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NearDuplicates.Find([], threshold));

    /// <summary>Short texts of few words, with repeats, so that every similarity occurs.</summary>
    private static string[] Texts(int seed, int count)
    {
        var random = new KeyedRandom(seed, "texts");
        var texts = new List<string>();
        while (texts.Count < count)
        {
            var words = Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(6))).ToString()).ToArray();
            texts.Add(string.Join(' ', words));
            if (words.Length == 0) continue;
            words[random.Next(words.Length)] = "z";
            texts.Add(string.Join(' ', words));
        }

        return [.. texts];
    }

    private static List<NearDuplicate> Compared(string[] texts, double threshold)
    {
        var sets = texts.Select(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(w => w.Concat(w.Zip(w.Skip(1), (a, b) => a + b)).ToHashSet()).ToList();
        var pairs = new List<NearDuplicate>();
        for (var i = 0; i < sets.Count; i++)
            for (var j = i + 1; j < sets.Count; j++)
            {
                double shared = sets[i].Intersect(sets[j]).Count();
                var similarity = shared / sets[i].Union(sets[j]).Count();
                if (similarity >= threshold) pairs.Add(new(i, j, similarity));
            }

        return pairs;
    }
}
