namespace Attune.Statistics;

/// <summary>
/// Finds all pairs of texts that are nearly the same: Jaccard similarity (what both have, divided by what either has) of their words and
/// pairs of neighbouring words. The search is exact: it reports every pair that meets the threshold and none that does not.
/// </summary>
/// <remarks>
/// Two sets of similarity t share at least t times the larger one, so they share one of the rarest features of each (Chaudhuri et al.,
/// 2006, call it the prefix filter). Only texts that do, and whose sizes allow the similarity, are compared; nearly none in a list of
/// different texts. Unlike with hashed bands, no pair is missed. Texts with the same features are compared as one.
/// </remarks>
public sealed class NearDuplicates
{
    private readonly double _threshold;
    private readonly int[][] _sets;
    private readonly List<int>[] _texts;
    private readonly Dictionary<int, List<int>> _sharing = [];

    private NearDuplicates(IEnumerable<string> texts, double threshold)
    {
        _threshold = threshold;
        (_sets, _texts) = DifferentSets(texts);
        for (var set = 0; set < _sets.Length; set++)
            foreach (var feature in Prefix(_sets[set]))
            {
                if (!_sharing.TryGetValue(feature, out var sharing)) _sharing[feature] = sharing = [];
                sharing.Add(set);
            }
    }

    /// <summary>The pairs in the order of the first text, then of the second; found while they are read, so a caller may stop early.</summary>
    /// <param name="texts">Short texts, such as preferences. One without any word is in no pair.</param>
    /// <param name="threshold">The least similarity to report, above 0 and at most 1. Below about 0.5 the search becomes slow.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not above 0 and at most 1.</exception>
    public static IEnumerable<NearDuplicate> Find(IEnumerable<string> texts, double threshold = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        if (!(threshold > 0)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Must be above 0.");
        return new NearDuplicates(texts, threshold).Pairs();
    }

    private IEnumerable<NearDuplicate> Pairs()
    {
        var setOf = new SortedDictionary<int, int>();
        foreach (var (set, texts) in _texts.Index())
            foreach (var text in texts) setOf[text] = set;

        // A set's neighbours are looked up when its first text comes, and dropped behind its last.
        var neighbours = new List<(int Set, double Similarity)>?[_sets.Length];
        var asked = new int[_sets.Length];
        foreach (var (first, set) in setOf)
        {
            if (first == _texts[set][0]) FindNeighbours(set, neighbours, asked);
            foreach (var pair in neighbours[set]!.SelectMany(n => After(first, n.Set).Select(second => new NearDuplicate(first, second, n.Similarity))).OrderBy(p => p.Second))
                yield return pair;
            if (first == _texts[set][^1]) neighbours[set] = null;
        }
    }

    /// <summary>Makes the set a neighbour of itself and of all later ones that are similar enough, and them neighbours of it.</summary>
    private void FindNeighbours(int set, List<(int Set, double Similarity)>?[] neighbours, int[] asked)
    {
        (neighbours[set] ??= []).Add((set, 1));
        foreach (var feature in Prefix(_sets[set]))
        {
            var sharing = _sharing[feature];
            for (var i = sharing.Count - 1; i >= 0 && sharing[i] > set; i--)
            {
                // Marked by the set that asked, so that sharing two features does not make two comparisons.
                var other = sharing[i];
                if (asked[other] == set + 1) continue;
                asked[other] = set + 1;
                if (Similarity(_sets[set], _sets[other]) is not { } similarity) continue;
                neighbours[set]!.Add((other, similarity));
                (neighbours[other] ??= []).Add((set, similarity));
            }
        }
    }

    /// <summary>Null where it is below the threshold.</summary>
    private double? Similarity(int[] a, int[] b)
    {
        var needed = (int)Math.Ceiling(_threshold / (1 + _threshold) * (a.Length + b.Length) - 1e-9);
        if (Math.Min(a.Length, b.Length) < needed) return null;

        int shared = 0, i = 0, j = 0;
        while (shared + Math.Min(a.Length - i, b.Length - j) >= needed)
        {
            if (i == a.Length || j == b.Length)
            {
                var similarity = (double)shared / (a.Length + b.Length - shared);
                return similarity >= _threshold ? similarity : null;
            }

            if (a[i] == b[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a[i] < b[j]) i++;
            else j++;
        }

        return null;
    }

    private IEnumerable<int> After(int text, int set)
    {
        var texts = _texts[set];
        var place = texts.BinarySearch(text + 1);
        for (var i = place < 0 ? ~place : place; i < texts.Count; i++) yield return texts[i];
    }

    /// <summary>The features of which every set that is similar enough has at least one.</summary>
    private ReadOnlySpan<int> Prefix(int[] set) => set.AsSpan(0, set.Length - LeastShared(set.Length) + 1);

    /// <summary>What a set of this size must share with any that is similar enough and no larger.</summary>
    private int LeastShared(int size) => Math.Max((int)Math.Ceiling(_threshold * size - 1e-9), 1);

    /// <summary>The different feature sets, each sorted from its rarest feature to its most common, and the texts that have each.</summary>
    private static (int[][] Sets, List<int>[] Texts) DifferentSets(IEnumerable<string> texts)
    {
        var features = new TextFeatures();
        var all = texts.Select(features.Of).ToList();
        var ranks = Ranks(all, features.Count);
        foreach (var set in all)
        {
            for (var i = 0; i < set.Length; i++) set[i] = ranks[set[i]];
            Array.Sort(set);
        }

        var bySet = new Dictionary<int[], List<int>>(SameFeatures.Instance);
        foreach (var (text, set) in all.Index().Where(s => s.Item.Length > 0))
        {
            if (!bySet.TryGetValue(set, out var same)) bySet[set] = same = [];
            same.Add(text);
        }

        return ([.. bySet.Keys], [.. bySet.Values]);
    }

    /// <summary>The place of each feature when all are sorted by how many texts have it.</summary>
    private static int[] Ranks(List<int[]> sets, int count)
    {
        var frequency = new int[count];
        foreach (var feature in sets.SelectMany(s => s)) frequency[feature]++;
        var byFrequency = Enumerable.Range(0, count).ToArray();
        Array.Sort(frequency, byFrequency);
        var ranks = new int[count];
        for (var rank = 0; rank < count; rank++) ranks[byFrequency[rank]] = rank;
        return ranks;
    }

    private sealed class SameFeatures : IEqualityComparer<int[]>
    {
        public static readonly SameFeatures Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] set)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(set.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
