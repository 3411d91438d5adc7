namespace Attune.Datasets.Parts;

/// <summary>A dataset made of some users of another.</summary>
/// <param name="Name">Its name, as its card has it.</param>
/// <param name="Folder">Where it stands.</param>
/// <param name="Counts">Records per file: profiles, preferences, sessions, queries, and pairs where there are any.</param>
public sealed record PartResult(string Name, string Folder, IReadOnlyDictionary<string, int> Counts);
