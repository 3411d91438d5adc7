namespace Attune.Synthesis;

/// <summary>One line of a persona file; other fields are passed over.</summary>
internal sealed record PersonaLine
{
    public required string Persona { get; init; }
}
