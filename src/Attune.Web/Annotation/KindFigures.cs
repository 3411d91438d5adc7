namespace Attune.Web.Annotation;

/// <summary>How far people agree in a round, in the measures of its kind.</summary>
public sealed record KindFigures
{
    /// <summary>Of people with each other.</summary>
    public required IReadOnlyList<NamedAgreement> People { get; init; }

    /// <summary>Of people with a model.</summary>
    public required IReadOnlyList<ModelAgreement> Model { get; init; }

    /// <summary>What else an owner should know, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
