namespace Attune.Clusters;

/// <summary>Finds texts that say the same. Every text is compared with the one that stands for it, so that likeness is not passed on along chains.</summary>
internal sealed class Duplicates(IReadOnlyList<float[]> directions, float same, Func<int, int, bool>? maySaySame, long seed, ParallelOptions parallel)
{
    /// <summary>Divisions into cells; what one of them parts, another may keep together.</summary>
    private const int Divisions = 4;

    private readonly int[] _sameAs = [.. Enumerable.Range(0, directions.Count)];

    /// <summary>For each text the one that stands for it, itself where none before it does.</summary>
    public int[] Find()
    {
        for (var division = 0; division < Divisions; division++)
        {
            int[] standing = [.. Enumerable.Range(0, directions.Count).Where(i => _sameAs[i] == i)];
            var cells = new Cells([.. standing.Select(i => directions[i])], seed, $"duplicates {division}", parallel).Divide();
            Parallel.ForEach(cells, parallel, cell => Fold([.. cell.Select(i => standing[i])]));
            if (cells.Count <= 1) break;
        }

        for (var i = 0; i < _sameAs.Length; i++) _sameAs[i] = Standing(i);
        return _sameAs;
    }

    private void Fold(int[] cell)
    {
        var standing = new List<int>();
        foreach (var text in cell)
        {
            var best = (Index: -1, Likeness: same);
            foreach (var other in standing)
            {
                var likeness = Rounded.Product(directions[text], directions[other]);
                if ((likeness > best.Likeness || best.Index < 0 && likeness >= same) && maySaySame?.Invoke(text, other) != false) best = (other, likeness);
            }

            if (best.Index < 0) standing.Add(text);
            else _sameAs[text] = best.Index;
        }
    }

    /// <summary>Where what stands for a text was folded in a later division, the text follows if it says the same as what stands there; else it stands for itself.</summary>
    private int Standing(int text)
    {
        var end = _sameAs[text];
        while (_sameAs[end] != end) end = _sameAs[end];
        if (end == _sameAs[text]) return end;
        return Rounded.Product(directions[text], directions[end]) >= same && maySaySame?.Invoke(text, end) != false ? end : text;
    }
}
