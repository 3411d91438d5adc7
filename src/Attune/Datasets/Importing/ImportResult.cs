namespace Attune.Datasets.Importing;

/// <summary>What an import made.</summary>
/// <param name="Folder">The dataset folder.</param>
/// <param name="Counts">Records per file: profiles, preferences, sessions, queries.</param>
/// <param name="Anomalies">What was odd, in the order met.</param>
public sealed record ImportResult(string Folder, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Anomaly> Anomalies);
