using System.Runtime.InteropServices;

namespace Attune.Statistics;

/// <summary>Pairwise contests of models, kept as counts: memory grows with the pairs that met, not with the contests. Not thread-safe while contests are added.</summary>
/// <param name="source">What errors call these contests, such as the name of their file.</param>
public sealed class ContestCounts(string source = "contests")
{
    private readonly List<string> _models = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int First, int Second), PairCount> _pairs = [];

    /// <summary>Contests so far.</summary>
    public long Contests { get; private set; }

    /// <summary>The models that played, in the order in which they came.</summary>
    public IReadOnlyList<string> Models => _models;

    internal string Source { get; } = source;

    /// <summary>Counts one contest.</summary>
    /// <param name="a">The first model, by any name that is not empty.</param>
    /// <param name="b">The second, another one.</param>
    /// <param name="winner">Who won.</param>
    /// <exception cref="ArgumentException">A name is empty, or the model meets itself.</exception>
    public void Add(string a, string b, ContestWinner winner)
    {
        ArgumentException.ThrowIfNullOrEmpty(a);
        ArgumentException.ThrowIfNullOrEmpty(b);
        if (a == b) throw new ArgumentException("A model cannot meet itself.", nameof(b));
        Add(Number(a), Number(b), winner);
    }

    /// <summary>Reads contests as JSON lines, <c>{"a":"model","b":"model","winner":"a|b|tie"}</c>; other fields are ignored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BadInputException">A line is not a contest; every such line is named, up to a hundred.</exception>
    public static ContestCounts Read(string path, CancellationToken cancellationToken = default) => ContestFile.Read(path, cancellationToken);

    internal int Number(string model)
    {
        if (_numbers.TryGetValue(model, out var number)) return number;
        _numbers.Add(model, number = _models.Count);
        _models.Add(model);
        return number;
    }

    internal void Add(int a, int b, ContestWinner winner)
    {
        var first = a < b;
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, first ? (a, b) : (b, a), out _);
        count = winner switch
        {
            ContestWinner.Tie => count with { Ties = count.Ties + 1 },
            ContestWinner.A when first => count with { First = count.First + 1 },
            ContestWinner.B when !first => count with { First = count.First + 1 },
            _ => count with { Second = count.Second + 1 },
        };
        Contests++;
    }

    /// <summary>Models by name and pairs by model, so that nothing computed from them hangs on the order of the contests.</summary>
    internal (IReadOnlyList<string> Models, IReadOnlyList<(int First, int Second, PairCount Count)> Pairs) InOrder()
    {
        var names = _models.Order(StringComparer.Ordinal).ToList();
        var places = names.Select((name, place) => (name, place)).ToDictionary(n => _numbers[n.name], n => n.place);
        var pairs = _pairs
            .Select(p => (First: places[p.Key.First], Second: places[p.Key.Second], Count: p.Value))
            .Select(p => p.First < p.Second ? p : (p.Second, p.First, new PairCount(p.Count.Second, p.Count.First, p.Count.Ties)))
            .OrderBy(p => p.Item1).ThenBy(p => p.Item2);
        return (names, [.. pairs]);
    }
}
