namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>Words by which a sentence about a user is seen to belong to a category.</summary>
/// <param name="Category">The category.</param>
/// <param name="Name">What within it.</param>
/// <param name="Words">With blanks between them.</param>
internal sealed record CategoryWords(string Category, string Name, string Words);
