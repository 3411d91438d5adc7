using Attune.Models.Caching;

namespace Attune.Runs;

/// <summary>A request that is not stored.</summary>
/// <param name="Model">Whom it asks.</param>
/// <param name="Condition">The trial that makes it.</param>
/// <param name="QueryId">The trial's query.</param>
/// <param name="Difference">What tells it from the nearest one that is stored.</param>
public sealed record MissingRequest(string Model, Condition Condition, string QueryId, RequestDifference Difference);
