using System.Numerics.Tensors;

namespace Attune.Clusters;

/// <summary>Divides directions into cells of neighbours by repeated halving, each half by 2-means on a sample.</summary>
internal sealed class Cells(IReadOnlyList<float[]> directions, long seed, string name, ParallelOptions parallel)
{
    private const int Sample = 1000;
    private const int Rounds = 6;

    /// <summary>Neither half of a cell is smaller than one in so many, so that the depth stays logarithmic.</summary>
    private const int Least = 8;

    /// <summary>So many products are worth another thread.</summary>
    private const int WorthSharing = 1 << 14;

    /// <summary>The cells, each of at most <see cref="TextClusters.Exact"/> indices, ascending; the same whatever the number of threads.</summary>
    public IReadOnlyList<int[]> Divide()
    {
        var whole = new List<int[]>();
        var pending = new Stack<(int[] Items, string Path)>();
        pending.Push(([.. Enumerable.Range(0, directions.Count)], ""));
        while (pending.TryPop(out var cell))
        {
            if (cell.Items.Length <= TextClusters.Exact)
            {
                if (cell.Items.Length > 0) whole.Add(cell.Items);
                continue;
            }

            parallel.CancellationToken.ThrowIfCancellationRequested();
            var (left, right) = Halve(cell.Items, cell.Path);
            pending.Push((right, cell.Path + '1'));
            pending.Push((left, cell.Path + '0'));
        }

        return whole;
    }

    private (int[] Left, int[] Right) Halve(int[] items, string path)
    {
        var between = Between([.. Drawn(items, path).Select(i => directions[i])]);
        var sides = new float[items.Length];
        Each(items.Length, i => sides[i] = TensorPrimitives.Dot<float>(directions[items[i]], between));

        // Where nearly all lie on one side, or lie alike, the border moves or the order decides.
        var order = Enumerable.Range(0, items.Length).ToArray();
        var left = sides.Count(s => s < 0);
        if (left >= items.Length / Least && items.Length - left >= items.Length / Least)
            return ([.. order.Where(i => sides[i] < 0).Select(i => items[i])], [.. order.Where(i => sides[i] >= 0).Select(i => items[i])]);
        Array.Sort((float[])sides.Clone(), order);
        var cut = Math.Clamp(left, items.Length / Least, items.Length - items.Length / Least);
        return ([.. order.Take(cut).Select(i => items[i]).Order()], [.. order.Skip(cut).Select(i => items[i]).Order()]);
    }

    private IEnumerable<int> Drawn(int[] items, string path)
    {
        var random = new KeyedRandom(seed, "cells", name, path);
        return Enumerable.Range(0, Math.Min(Sample, items.Length)).Select(_ => items[random.Next(items.Length)]);
    }

    /// <summary>The difference of the two means: its product with a direction says on which side that lies.</summary>
    private static float[] Between(float[][] sample)
    {
        var first = sample[0];
        var second = sample.MinBy(s => TensorPrimitives.Dot<float>(s, first))!;
        var between = Minus(second, first);
        for (var round = 0; round < Rounds; round++)
        {
            var (left, right) = (new float[first.Length], new float[first.Length]);
            foreach (var direction in sample)
            {
                var side = TensorPrimitives.Dot<float>(direction, between) < 0 ? left : right;
                TensorPrimitives.Add(side, direction, side);
            }

            between = Minus(Unit(right), Unit(left));
        }

        return between;
    }

    private void Each(int count, Action<int> act)
    {
        if (count < WorthSharing)
        {
            for (var i = 0; i < count; i++) act(i);
            return;
        }

        var pieces = (count + WorthSharing - 1) / WorthSharing;
        Parallel.For(0, pieces, parallel, piece =>
        {
            for (var i = piece * WorthSharing; i < Math.Min((piece + 1) * WorthSharing, count); i++) act(i);
        });
    }

    private static float[] Minus(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }

    private static float[] Unit(float[] sum)
    {
        var length = TensorPrimitives.Norm<float>(sum);
        if (length > 0) TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }
}
