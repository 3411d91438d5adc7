namespace Attune.Datasets.Exporting;

/// <summary>What an export made.</summary>
/// <param name="Location">The file or folder.</param>
/// <param name="Counts">Lines or records by file.</param>
/// <param name="LeftOut">What the format has no place for, and how often it was left out; empty where the format holds everything.</param>
/// <param name="License">The licence of the data, for the files do not name it; null where the dataset names none.</param>
public sealed record ExportResult(string Location, IReadOnlyDictionary<string, int> Counts, IReadOnlyDictionary<string, int> LeftOut, string? License);
