using Attune.Tokens;

namespace Attune.Statistics;

/// <summary>
/// How alike the dialogues of a dataset are (Zhu et al., 2018), by the protocol of InterPref's appendix B: 100 dialogues drawn at random,
/// each cut to its first 580 cl100k_base tokens and scored by BLEU against the other 99; the mean over the dialogues and over BLEU-1 to
/// BLEU-4; all of it 100 times on draws of their own, and the mean of these. 0 where no two dialogues share a token, 1 where all are the
/// same; lower is more diverse.
/// </summary>
/// <remarks>
/// <para>The paper does not say how it weighs orders and references. Here BLEU-N is cumulative with uniform weights over the orders 1 to N,
/// counts are clipped by the highest count in any one reference, the brevity penalty takes the reference of the closest length (the shorter
/// of two), and an order without a match counts as 0.1 matches: NLTK's <c>sentence_bleu</c> with <c>method1</c>, to 1e-9.</para>
/// <para>Draws are without replacement, so with 100 dialogues or fewer there is one draw, of them all, and the value is exact.</para>
/// </remarks>
/// <param name="ByOrder">Mean self-BLEU-1 to self-BLEU-4, 0 to 1.</param>
/// <param name="Dialogues">Dialogues in each draw.</param>
/// <param name="Repeats">Draws.</param>
public sealed record SelfBleu(IReadOnlyList<double> ByOrder, int Dialogues, int Repeats)
{
    /// <summary>The highest order of n-grams.</summary>
    public const int Orders = 4;

    /// <summary>Dialogues in a draw.</summary>
    public const int DrawSize = 100;

    /// <summary>Tokens after which a dialogue is cut off.</summary>
    public const int LongestDialogue = 580;

    /// <summary>Draws.</summary>
    public const int Draws = 100;

    /// <summary>The tokenizer's encoding.</summary>
    public const string Encoding = "cl100k_base";

    /// <summary>The figure that InterPref reports: the mean over the four orders, 0 to 1.</summary>
    public double Mean => ByOrder.Average();

    /// <summary>The whole protocol on texts. Keeps at most 580 tokens of each; the texts themselves are read once and not kept.</summary>
    /// <param name="dialogues">One text a dialogue. Which are drawn hangs on their order and on the seed.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="cancellationToken">Looked at between texts and between draws.</param>
    /// <returns>Null for fewer than two dialogues, which have nothing to be compared with.</returns>
    public static SelfBleu? Of(IEnumerable<string> dialogues, long seed, CancellationToken cancellationToken = default)
    {
        var tokenizer = Tokenizer.Get(Encoding);
        var tokens = new List<int[]>();
        foreach (var text in dialogues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = tokenizer.Encode(text);
            tokens.Add([.. ids.Take(LongestDialogue)]);
        }

        return OfTokens(tokens, seed, cancellationToken);
    }

    /// <summary>The same on token ids, which are taken as they are and not cut.</summary>
    /// <param name="dialogues">Token ids of each dialogue, 0 or more; of any tokenizer.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    /// <returns>Null for fewer than two dialogues.</returns>
    public static SelfBleu? OfTokens(IReadOnlyList<int[]> dialogues, long seed, CancellationToken cancellationToken = default)
    {
        if (dialogues.Count < 2) return null;

        var draws = new double[dialogues.Count <= DrawSize ? 1 : Draws][];
        Parallel.For(0, draws.Length, new ParallelOptions { CancellationToken = cancellationToken }, draw =>
        {
            var drawn = draws.Length == 1 ? dialogues : Draw(dialogues, new KeyedRandom(seed, "self-bleu", $"{draw}"));
            draws[draw] = MeanByOrder(SelfBleuScores.Of(drawn));
        });
        return new(MeanByOrder(draws), Math.Min(dialogues.Count, DrawSize), draws.Length);
    }

    /// <summary>The first hundred of a shuffle (Fisher-Yates), without shuffling the rest.</summary>
    private static List<int[]> Draw(IReadOnlyList<int[]> dialogues, KeyedRandom random)
    {
        var moved = new Dictionary<int, int>();
        var drawn = new List<int[]>(DrawSize);
        for (var i = 0; i < DrawSize; i++)
        {
            var j = i + random.Next(dialogues.Count - i);
            drawn.Add(dialogues[moved.GetValueOrDefault(j, j)]);
            moved[j] = moved.GetValueOrDefault(i, i);
        }

        return drawn;
    }

    private static double[] MeanByOrder(double[][] scores) => [.. Enumerable.Range(0, Orders).Select(order => scores.Average(s => s[order]))];
}
