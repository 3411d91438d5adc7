using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>
/// Average linkage of the clusters of one cell by chains of nearest neighbours (Murtagh, 1983): two that are nearest to each other are
/// joined. Joining never brings a third nearer than the nearer of the two was, so the order of joins does not matter to the result.
/// </summary>
internal sealed class LinkedCell
{
    private readonly float _alike;
    private readonly Cluster?[] _clusters;
    private readonly float[] _likeness;
    private readonly List<int> _open;

    public LinkedCell(Cluster[] clusters, float alike)
    {
        (_clusters, _alike) = (clusters, alike);
        _open = [.. Enumerable.Range(0, clusters.Length)];
        _likeness = new float[clusters.Length * clusters.Length];
        for (var i = 0; i < clusters.Length; i++)
            for (var j = 0; j < i; j++)
                Set(i, j, Rounded.Product(clusters[i].Sum, clusters[j].Sum) / ((float)clusters[i].Texts.Length * clusters[j].Texts.Length));
    }

    public IReadOnlyList<Cluster> Join()
    {
        var done = new List<Cluster>();
        var chain = new List<int>();
        while (_open.Count > 0)
        {
            if (chain.Count == 0) chain.Add(_open[0]);
            var last = chain[^1];
            var before = chain.Count > 1 ? chain[^2] : -1;
            var (nearest, likeness) = Nearest(last, before);
            if (nearest >= 0 && likeness >= _alike)
            {
                if (nearest != before)
                {
                    chain.Add(nearest);
                    continue;
                }

                chain.RemoveRange(chain.Count - 2, 2);
                Join(last, before);
                continue;
            }

            // Nothing is near enough, and no join of others will come nearer.
            chain.RemoveAt(chain.Count - 1);
            _open.Remove(last);
            done.Add(_clusters[last]!);
        }

        return done;
    }

    /// <summary>The first of the nearest; the one that it was reached from where that is as near, so that chains end.</summary>
    private (int Index, float Likeness) Nearest(int from, int before)
    {
        var (nearest, likeness) = (before, before >= 0 ? Get(from, before) : float.NegativeInfinity);
        foreach (var other in _open)
            if (other != from && Get(from, other) > likeness) (nearest, likeness) = (other, Get(from, other));
        return (nearest, likeness);
    }

    private void Join(int a, int b)
    {
        var (into, gone) = (Math.Min(a, b), Math.Max(a, b));
        var (first, second) = (_clusters[into]!, _clusters[gone]!);
        var sum = new float[first.Sum.Length];
        TensorPrimitives.Add(first.Sum, second.Sum, sum);
        var (m, n) = (first.Texts.Length, second.Texts.Length);
        _open.Remove(gone);
        foreach (var other in _open.Where(o => o != into)) Set(into, other, (m * Get(into, other) + n * Get(gone, other)) / (m + n));
        _clusters[into] = new([.. first.Texts.Concat(second.Texts).Order()], sum);
        _clusters[gone] = null;
    }

    private float Get(int i, int j) => _likeness[i * _clusters.Length + j];

    private void Set(int i, int j, float value) => _likeness[i * _clusters.Length + j] = _likeness[j * _clusters.Length + i] = value;
}
