namespace Attune.Models.Embedded.Simulator;

/// <summary>What can hold of another user, in the matter of a statement.</summary>
/// <param name="Statement">The sentence.</param>
/// <param name="Akin">Stems of statements that say nearly the same.</param>
/// <param name="Bare">True where nothing can be added to it.</param>
internal sealed record Alternative(SimulatedStatement Statement, IReadOnlySet<string> Akin, bool Bare)
{
    /// <summary>Whether a statement is this one, with or without something added, or says nearly the same.</summary>
    public bool IsOf(SimulatedStatement other) =>
        other.Text.StartsWith(Statement.Text.TrimEnd('.'), StringComparison.Ordinal) || Stems.Of(other.Text).Any(Akin.Contains);
}
