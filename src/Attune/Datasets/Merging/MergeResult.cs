namespace Attune.Datasets.Merging;

/// <summary>What a merge made.</summary>
/// <param name="Folder">The dataset folder.</param>
/// <param name="Counts">Records per file: profiles, preferences, sessions, queries, and pairs where there are any.</param>
/// <param name="Renamed">Records with another id than before, in the order written.</param>
/// <param name="RepeatedSessions">Random sessions left out because one of equal text is there.</param>
public sealed record MergeResult(string Folder, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RenamedRecord> Renamed, int RepeatedSessions);
