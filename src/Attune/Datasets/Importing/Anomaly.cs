namespace Attune.Datasets.Importing;

/// <summary>Something odd in imported data: never fatal, never silently dropped.</summary>
/// <param name="File">The file, relative to the source folder.</param>
/// <param name="Record">Which record, as the file counts them; empty for the whole file.</param>
/// <param name="Problem">What is odd.</param>
/// <param name="Action">What the importer did about it.</param>
public sealed record Anomaly(string File, string Record, string Problem, string Action);
