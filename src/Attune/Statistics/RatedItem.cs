namespace Attune.Statistics;

/// <summary>What a model and people say of one item.</summary>
/// <param name="Model">The model's label; null or empty where it has none.</param>
/// <param name="People">The people's labels; empty ones count for nothing.</param>
public sealed record RatedItem(string? Model, IReadOnlyCollection<string> People);
