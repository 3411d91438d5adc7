using Attune.Statistics;

namespace Attune.Cli.Measures;

/// <summary>A matrix of win rates as CSV: the header and the first column name the models, a cell is the rate of its row against its column, empty where they never met.</summary>
internal static class WinRateFile
{
    private const string SameNames = "Name the models in the first column as in the header, each once";

    public static WinRates Read(string path)
    {
        using var lines = CsvFile.Read(path).GetEnumerator();
        if (!lines.MoveNext()) throw new BadInputException(path, "is empty", "Write a matrix of win rates, or contests as JSON lines");
        var models = Header(lines.Current);
        var rates = new double?[models.Count, models.Count];
        var seen = new HashSet<int>();
        var faults = new List<Fault>();
        while (lines.MoveNext() && faults.Count < CsvFile.MostFaults)
        {
            var line = lines.Current;
            var row = models.IndexOf(line.Cells[0]);
            if (row < 0) faults.Add(new(line.Place, $"names '{line.Cells[0]}', which the header does not", SameNames));
            else if (!seen.Add(row)) faults.Add(new(line.Place, $"names '{line.Cells[0]}' again", SameNames));
            else faults.AddRange(Rates(line, models, row, rates));
        }

        if (faults.Count == 0 && seen.Count < models.Count)
            faults.Add(new(path, $"has no line for '{models.Where((_, m) => !seen.Contains(m)).First()}'", SameNames));
        return faults.Count == 0 ? new(models, rates, path) : throw new BadInputException(faults);
    }

    private static List<string> Header(CsvLine header)
    {
        var models = header.Cells.Skip(1).ToList();
        if (models.Count == 0) throw new BadInputException(header.Place, "has one column", "Separate the cells by commas; the header names the models after a first cell of any text");
        if (models.Contains("")) throw new BadInputException(header.Place, $"has no model's name in column {models.IndexOf("") + 2}", "Name every column");
        if (models.Count > BradleyTerry.MostModels) throw new BadInputException(header.Place, $"names {models.Count} models, more than {BradleyTerry.MostModels}", "Rank fewer at once");
        return models.Distinct(StringComparer.Ordinal).Count() == models.Count ? models : throw new BadInputException(header.Place, "names a model twice", SameNames);
    }

    private static IEnumerable<Fault> Rates(CsvLine line, List<string> models, int row, double?[,] rates)
    {
        for (var column = 0; column < models.Count; column++)
        {
            var cell = line.Cells[column + 1];
            // No model plays against itself: whatever fills the diagonal says nothing.
            if (cell.Length == 0 || column == row) continue;
            rates[row, column] = CsvFile.Number(cell);
            if (rates[row, column] is not { } rate)
                yield return new(line.Place, $"{CsvFile.NotANumber(cell)} (against '{models[column]}')", "Write a share of contests, as 0.65, and nothing where the two never met");
            else if (rate is not (>= 0 and <= 1))
                yield return new(line.Place, $"holds the win rate {cell} against '{models[column]}', which is not between 0 and 1", "Write a share of contests, as 0.65");
        }
    }
}
