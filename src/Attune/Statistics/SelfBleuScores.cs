namespace Attune.Statistics;

/// <summary>
/// BLEU-1 to BLEU-4 of each dialogue against all others of a group. Each dialogue's n-grams are counted once. For each n-gram the highest
/// count, whose it is, and the highest of the others are kept, so a dialogue's clipped matches against all others cost its own n-grams only.
/// </summary>
internal sealed class SelfBleuScores
{
    /// <summary>What an order without a match counts as (NLTK's method1).</summary>
    private const double NoMatch = 0.1;

    // An n-gram is known by the (n-1)-gram that it begins with and its last token.
    private readonly Dictionary<(int Prefix, int Token), int> _ids = [];
    private readonly List<NGram> _ngrams = [];
    private readonly int[] _lengths;

    private SelfBleuScores(int[] lengths) => _lengths = lengths;

    /// <summary>For each dialogue its scores by order, 0 to 1.</summary>
    /// <param name="dialogues">Token ids; at least two dialogues.</param>
    public static double[][] Of(IReadOnlyList<int[]> dialogues)
    {
        var group = new SelfBleuScores([.. dialogues.Select(d => d.Length)]);
        var counts = dialogues.Select(group.Count).ToList();
        foreach (var (dialogue, own) in counts.Index())
            foreach (var (id, _, count) in own) group._ngrams[id] = group._ngrams[id].With(dialogue, count);
        return [.. counts.Select((own, dialogue) => group.Score(dialogue, own))];
    }

    /// <summary>The different n-grams of a dialogue, with their order (from 0) and how often each occurs.</summary>
    private List<(int Id, int Order, int Count)> Count(int[] tokens)
    {
        var places = new Dictionary<int, int>(tokens.Length * SelfBleu.Orders);
        var counts = new List<(int Id, int Order, int Count)>(tokens.Length * SelfBleu.Orders);
        for (var start = 0; start < tokens.Length; start++)
        {
            var id = -1;
            for (var order = 0; order < SelfBleu.Orders && start + order < tokens.Length; order++)
            {
                id = IdOf(id, tokens[start + order]);
                if (places.TryAdd(id, counts.Count)) counts.Add((id, order, 1));
                else counts[places[id]] = counts[places[id]] with { Count = counts[places[id]].Count + 1 };
            }
        }

        return counts;
    }

    private int IdOf(int prefix, int token)
    {
        if (_ids.TryGetValue((prefix, token), out var id)) return id;
        _ngrams.Add(default);
        return _ids[(prefix, token)] = _ngrams.Count - 1;
    }

    private double[] Score(int dialogue, List<(int Id, int Order, int Count)> own)
    {
        var scores = new double[SelfBleu.Orders];
        var matches = new int[SelfBleu.Orders];
        foreach (var (id, order, count) in own) matches[order] += Math.Min(count, _ngrams[id].HighestWithout(dialogue));
        if (matches[0] == 0) return scores;

        var length = _lengths[dialogue];
        var brevity = Brevity(length, ClosestTo(length, dialogue));
        double logs = 0;
        for (var order = 0; order < SelfBleu.Orders; order++)
        {
            var ngrams = Math.Max(length - order, 1);
            logs += Math.Log((matches[order] == 0 ? NoMatch : matches[order]) / ngrams);
            scores[order] = brevity * Math.Exp(logs / (order + 1));
        }

        return scores;
    }

    private int ClosestTo(int length, int dialogue)
    {
        var closest = -1;
        for (var other = 0; other < _lengths.Length; other++)
        {
            if (other == dialogue) continue;
            var (gap, least) = (Math.Abs(_lengths[other] - length), Math.Abs(closest - length));
            if (closest < 0 || gap < least || (gap == least && _lengths[other] < closest)) closest = _lengths[other];
        }

        return closest;
    }

    private static double Brevity(int length, int reference) => length > reference ? 1 : Math.Exp(1 - (double)reference / length);

    /// <summary>The highest count of an n-gram, in which dialogue, and the highest in any other.</summary>
    private readonly record struct NGram(int Highest, int Holder, int Second)
    {
        public NGram With(int dialogue, int count) =>
            count > Highest ? new(count, dialogue, Highest) : this with { Second = Math.Max(Second, count) };

        public int HighestWithout(int dialogue) => dialogue == Holder ? Second : Highest;
    }
}
