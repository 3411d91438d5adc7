namespace Attune.Models.Embedded.Simulator;

/// <summary>A matter in which users differ: what can hold of them, and what people ask. One line of the bank.</summary>
internal sealed record Theme
{
    public required string Id { get; init; }

    /// <summary>The field of the seeds whose everyday questions go with it; null where any do.</summary>
    public string? Field { get; init; }

    /// <summary>What can be added to an alternative: "style" for how somebody is answered, "none" for nothing; null for what goes with habits.</summary>
    public string? Details { get; init; }

    /// <summary>Words by which a statement about a user is found to belong here.</summary>
    public required IReadOnlyList<string> Cues { get; init; }

    public required IReadOnlyList<ThemeAlternative> Alternatives { get; init; }

    /// <summary>Questions whose answer hangs on which alternative holds, and that mention none.</summary>
    public required IReadOnlyList<string> Queries { get; init; }
}
