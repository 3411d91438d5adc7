namespace Attune.Synthesis.Mining;

/// <summary>Some of a user's turns on one topic, and what they tell.</summary>
/// <param name="Begin">The first turn, as the user's turns are numbered: from 1, through all of their chats.</param>
/// <param name="End">The last one.</param>
/// <param name="Topic">Null where nobody named one.</param>
/// <param name="Profile">What the user is, does and likes, a sentence each.</param>
/// <param name="Format">How the user wants to be answered, a sentence each.</param>
/// <param name="Refused">Why sentences of the model's were not taken, a cause each.</param>
internal sealed record Chunk(int Begin, int End, string? Topic, IReadOnlyList<string> Profile, IReadOnlyList<string> Format, IReadOnlyList<string> Refused);
