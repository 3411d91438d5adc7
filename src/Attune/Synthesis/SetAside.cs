namespace Attune.Synthesis;

/// <summary>Something that could not be made, and is therefore not in the dataset: one line of <c>set-aside.jsonl</c>.</summary>
/// <param name="Stage">The stage that should have made it, as <c>queries</c>.</param>
/// <param name="Item">What it would have been: a record's id, a line of the persona file.</param>
/// <param name="Cause">What was wrong with the last answer, or with the input.</param>
public sealed record SetAside(string Stage, string Item, string Cause);
