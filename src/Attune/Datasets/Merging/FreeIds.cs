namespace Attune.Datasets.Merging;

/// <summary>Gives each record of one kind an id that no record before it has, its own where possible.</summary>
internal sealed class FreeIds(string kind, List<RenamedRecord> renamed)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The id itself, or <c>NAME-ID</c> where that is taken, or <c>NAME-2-ID</c> and so on where that is taken too.</summary>
    public string Take(string dataset, string id)
    {
        if (_taken.Add(id)) return id;
        var free = $"{dataset}-{id}";
        for (var number = 2; !_taken.Add(free); number++) free = $"{dataset}-{number}-{id}";
        renamed.Add(new(dataset, kind, id, free));
        return free;
    }
}
