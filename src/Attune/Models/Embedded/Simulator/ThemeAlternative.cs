namespace Attune.Models.Embedded.Simulator;

/// <summary>Something that can hold of a user.</summary>
/// <param name="Text">As it stands after "The user".</param>
/// <param name="Akin">Words of statements that say nearly the same, and so are not opposed to it.</param>
internal sealed record ThemeAlternative(string Text, IReadOnlyList<string> Akin);
