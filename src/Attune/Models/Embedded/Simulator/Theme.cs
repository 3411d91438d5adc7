namespace Attune.Models.Embedded.Simulator;

/// <summary>A matter in which users differ: what can hold of them, and what people ask. One line of the bank.</summary>
internal sealed record Theme
{
    public required string Id { get; init; }

    /// <summary>Words by which a statement about a user is found to belong here.</summary>
    public required IReadOnlyList<string> Cues { get; init; }

    /// <summary>What holds of one user or another, as it stands after "The user".</summary>
    public required IReadOnlyList<string> Alternatives { get; init; }

    /// <summary>Questions whose answer hangs on which alternative holds, and that mention none.</summary>
    public required IReadOnlyList<string> Queries { get; init; }

    /// <summary>Everyday questions of the area to begin a conversation with.</summary>
    public required IReadOnlyList<string> Openings { get; init; }
}
