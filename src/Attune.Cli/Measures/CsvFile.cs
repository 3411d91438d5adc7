using System.Globalization;
using CsvHelper;

namespace Attune.Cli.Measures;

/// <summary>Reads comma-separated files that people made by hand or by spreadsheet, and says what is wrong with them by line.</summary>
internal static class CsvFile
{
    public const int MostFaults = 20;

    // A quote that is never closed must not swallow a huge file.
    private const int LongestLine = 1 << 20;

    /// <summary>The lines one by one; empty ones are skipped, all others have as many cells as the first.</summary>
    /// <exception cref="BadInputException">The file cannot be read as CSV, or a line has more or fewer cells.</exception>
    public static IEnumerable<CsvLine> Read(string path)
    {
        using var reader = CsvReader.FromFile(Existing(path), new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LongestLine,
        });
        int? width = null;
        while (Next(reader, path))
        {
            var line = new CsvLine(string.Create(CultureInfo.InvariantCulture, $"{path}:{reader.LineNumber}"), [.. reader.Current.ToArray().Select(c => c.Trim())]);
            if (line.Cells is [""]) continue;
            if (line.Cells.Count != (width ??= line.Cells.Count))
                throw new BadInputException(line.Place, $"has {Cells(line.Cells.Count)} where the first line has {width}", "Give every line as many commas as the first; an empty cell needs its comma too");
            yield return line;
        }
    }

    /// <summary>The path, if a file is there that can be read.</summary>
    public static string Existing(string path)
    {
        if (!File.Exists(path)) throw new BadInputException(path, Directory.Exists(path) ? "is a folder" : "does not exist", "Name a file");
        try
        {
            File.OpenRead(path).Dispose();
            return path;
        }
        catch (UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be read", "Allow reading it");
        }
    }

    /// <summary>A cell as a finite number, invariant of culture; null if it is none.</summary>
    public static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>What a cell that is no number holds, short enough for a message.</summary>
    public static string NotANumber(string cell) => $"holds '{(cell.Length > 40 ? cell[..40] + "…" : cell)}' where a number is needed";

    private static string Cells(int count) => count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count} cells");

    private static bool Next(CsvReader reader, string path)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            var place = e.LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}:{e.LineNumber}") : path;
            throw new BadInputException(place, "is not CSV: a quote is not closed or stands inside a cell, or the line is longer than 1 MB", "Put cells with commas or quotes in quotes, and double the quotes inside them");
        }
    }
}
