namespace Attune.Web.Annotation;

/// <summary>Somebody who takes part in a round.</summary>
internal sealed record AnnotatorRow
{
    public required string Pseudonym { get; init; }

    public required string Name { get; init; }

    /// <summary>Tasks that they left to others.</summary>
    public required long Skipped { get; init; }

    public DateTimeOffset? LastAt { get; init; }
}
