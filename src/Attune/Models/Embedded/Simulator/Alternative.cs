namespace Attune.Models.Embedded.Simulator;

/// <summary>What can hold of another user, in the matter of a statement.</summary>
/// <param name="Statement">The sentence.</param>
/// <param name="Akin">Stems of statements that say nearly the same.</param>
/// <param name="Details">What can be added to it; empty for nothing.</param>
internal sealed record Alternative(SimulatedStatement Statement, IReadOnlySet<string> Akin, IReadOnlyList<string> Details)
{
    /// <summary>Whether a statement is this one, with or without something added, or says nearly the same.</summary>
    public bool IsOf(SimulatedStatement other) =>
        other.Text.StartsWith(Statement.Text.TrimEnd('.'), StringComparison.Ordinal) || Stems.Of(other.Text).Any(Akin.Contains);
}
