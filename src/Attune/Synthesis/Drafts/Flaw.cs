namespace Attune.Synthesis.Drafts;

/// <summary>Why an answer does not make an item.</summary>
/// <param name="Item">The record that it would have been.</param>
/// <param name="Fault">What is wrong, as the model is told.</param>
internal sealed record Flaw(string Item, string Fault);
