namespace Attune.Statistics;

/// <summary>A model's Bradley-Terry coefficient; a difference of d between two models means odds of e^d to 1.</summary>
/// <param name="Value">Natural logarithm of strength, on the fit's scale.</param>
/// <param name="Low">Lower end of its 95% interval; null where there is none, and the fit's notes say why.</param>
/// <param name="High">Upper end; null likewise.</param>
public sealed record Coefficient(double Value, double? Low, double? High);
