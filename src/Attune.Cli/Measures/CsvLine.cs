namespace Attune.Cli.Measures;

/// <summary>A line of a CSV file that is not empty.</summary>
/// <param name="Place">Where it stands, as <c>file:line</c>.</param>
/// <param name="Cells">Its cells without the spaces around them.</param>
internal sealed record CsvLine(string Place, IReadOnlyList<string> Cells);
