namespace Attune.Clusters;

/// <summary>
/// Which of many texts say the same, and which are about the same, by their embeddings. Texts that say the same share a cluster always.
/// </summary>
/// <remarks>
/// Up to <see cref="Exact"/> texts, every pair is compared and the clusters are those of average linkage. More are first divided into
/// cells of that size by repeated halving (2-means), so that time grows as n log n; texts that say the same and fell into different
/// cells are found by dividing anew, and clusters are joined across cells in rounds. The same vectors, options and machine give the
/// same result, whatever the number of threads.
/// </remarks>
public sealed class TextClusters
{
    /// <summary>So many texts are compared each with each.</summary>
    public const int Exact = 1024;

    private TextClusters(int[] sameAs, int[] clusterOf, int count) => (SameAs, ClusterOf, Count) = (sameAs, clusterOf, count);

    /// <summary>For each text the first that says the same: itself where none before it does.</summary>
    public IReadOnlyList<int> SameAs { get; }

    /// <summary>For each text its cluster; clusters are numbered from 0 in the order of their first texts.</summary>
    public IReadOnlyList<int> ClusterOf { get; }

    /// <summary>How many clusters there are.</summary>
    public int Count { get; }

    /// <summary>Groups texts by their embeddings.</summary>
    /// <param name="embeddings">One for each text, all of one length; their own lengths do not matter. Read once, copied.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <param name="maySaySame">Asked about two texts, by index, whose embeddings say that they are the same, from several threads; null never objects.</param>
    /// <param name="cancellationToken">Looked at between cells.</param>
    /// <exception cref="ArgumentException">Embeddings differ in length, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static TextClusters Of(
        IEnumerable<ReadOnlyMemory<float>> embeddings, ClusterOptions? options = null, Func<int, int, bool>? maySaySame = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        Check(options.Same, nameof(options.Same));
        Check(options.Alike, nameof(options.Alike));
        var directions = Directions.Of(embeddings);
        var likeness = AverageLikeness.Of(directions);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(options.Threads ?? Environment.ProcessorCount, 1), CancellationToken = cancellationToken };

        var sameAs = new Duplicates(directions, (float)likeness.Reach(options.Same), maySaySame, options.Seed, parallel).Find();
        List<int> distinct = [.. Enumerable.Range(0, sameAs.Length).Where(i => sameAs[i] == i)];
        var clusters = new AverageLinkage((float)likeness.Reach(options.Alike), options.Seed, parallel).Join([.. distinct.Select(i => new Cluster([i], directions[i]))]);
        return Numbered(sameAs, clusters);
    }

    private static TextClusters Numbered(int[] sameAs, IReadOnlyList<Cluster> clusters)
    {
        var clusterOf = new int[sameAs.Length];
        var number = 0;
        foreach (var cluster in clusters.OrderBy(c => c.Texts[0]))
        {
            foreach (var text in cluster.Texts) clusterOf[text] = number;
            number++;
        }

        for (var i = 0; i < sameAs.Length; i++) clusterOf[i] = clusterOf[sameAs[i]];
        return new(sameAs, clusterOf, number);
    }

    private static void Check(double share, string name)
    {
        if (share is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(name, share, "Must be above 0 and at most 1.");
    }
}
