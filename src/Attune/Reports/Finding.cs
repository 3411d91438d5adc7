namespace Attune.Reports;

/// <summary>One finding in plain words.</summary>
/// <param name="Topic">What it speaks of.</param>
/// <param name="Text">What the numbers say, and no more than their intervals allow.</param>
internal sealed record Finding(string Topic, string Text);
