using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>A place to be filled by one preference.</summary>
/// <param name="Slot">From 1.</param>
/// <param name="Type">Its type.</param>
/// <param name="Field">Its field; null leaves the topic to the model.</param>
/// <param name="Subtopic">Its subtopic; null with the field.</param>
internal sealed record PreferenceSlot(int Slot, PreferenceType Type, string? Field = null, string? Subtopic = null);
