namespace Attune.Datasets;

/// <summary>What the type of a list cannot promise of a file: that no item is null.</summary>
internal static class ListRules
{
    public static IReadOnlyList<(string Problem, string Mend)> CheckItems(params ReadOnlySpan<(string Name, IReadOnlyList<object?> Items)> lists)
    {
        var faults = new List<(string, string)>();
        foreach (var (name, items) in lists)
            for (var i = 0; i < items.Count; i++)
                if (items[i] is null) faults.Add(($"holds null at {name}[{i}]", "Give it a value, or remove it"));
        return faults;
    }
}
