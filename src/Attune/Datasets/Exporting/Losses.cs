namespace Attune.Datasets.Exporting;

/// <summary>Counts what a format has no place for.</summary>
internal sealed class Losses
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>By name, in the order first met.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Add(string what, bool isLost = true)
    {
        if (isLost) Add(what, 1);
    }

    public void Add(string what, int times) => _counts[what] = _counts.GetValueOrDefault(what) + times;
}
