namespace Attune.Web.Experiments;

/// <summary>What a run may take.</summary>
/// <param name="MaxCost">US dollars; null means any.</param>
/// <param name="MaxTokens">Input and output tokens at endpoints; null means any.</param>
/// <param name="Concurrency">Trials in flight at once; null means the default.</param>
public sealed record RunLimits(double? MaxCost, long? MaxTokens, int? Concurrency);
