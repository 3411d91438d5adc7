namespace Attune.Datasets.Importing.Chats;

/// <summary>What an import of conversations made.</summary>
/// <param name="Folder">The dataset folder.</param>
/// <param name="Counts">Records per file: profiles, preferences, sessions, queries.</param>
/// <param name="Turns">Turns of all sessions.</param>
/// <param name="Redacted">What was removed, by kind; null where nothing was looked for.</param>
/// <param name="Oddities">What was odd, the most frequent first.</param>
public sealed record ChatImportResult(
    string Folder, IReadOnlyDictionary<string, int> Counts, long Turns, IReadOnlyDictionary<string, long>? Redacted, IReadOnlyList<ImportOddity> Oddities);
