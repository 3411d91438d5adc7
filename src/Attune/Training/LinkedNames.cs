namespace Attune.Training;

/// <summary>Names that belong together, because somebody linked them or others that they are linked with.</summary>
internal sealed class LinkedNames
{
    private readonly Dictionary<string, string> _leader = new(StringComparer.Ordinal);

    /// <summary>Links names; a name alone becomes known.</summary>
    public void Link(IEnumerable<string> names)
    {
        string? first = null;
        foreach (var name in names)
        {
            var leader = Leader(name);
            if (first is null) first = leader;
            else _leader[leader] = first = Leader(first);
        }
    }

    /// <summary>The name that stands for all that a name is linked with, itself included.</summary>
    public string Leader(string name)
    {
        _leader.TryAdd(name, name);
        while (_leader[name] != name) name = _leader[name] = _leader[_leader[name]];
        return name;
    }
}
