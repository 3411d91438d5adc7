namespace Attune.Cli.Measures;

/// <summary>Two series side by side as CSV of two columns, with or without a header.</summary>
/// <param name="Names">The header's, or the columns'.</param>
/// <param name="Pairs">Lines with both numbers.</param>
/// <param name="LeftOut">Lines with an empty cell.</param>
internal sealed record SeriesFile(IReadOnlyList<string> Names, IReadOnlyList<(double X, double Y)> Pairs, int LeftOut)
{
    public static SeriesFile Read(string path)
    {
        IReadOnlyList<string> names = ["column 1", "column 2"];
        var pairs = new List<(double, double)>();
        var faults = new List<Fault>();
        var (leftOut, first) = (0, true);
        foreach (var line in CsvFile.Read(path))
        {
            if (line.Cells.Count != 2) throw new BadInputException(line.Place, $"has {line.Cells.Count} column{(line.Cells.Count == 1 ? "" : "s")}", "Write two columns of numbers, separated by a comma");
            var (x, y) = (CsvFile.Number(line.Cells[0]), CsvFile.Number(line.Cells[1]));
            if (first && x is null && y is null && line.Cells.Any(c => c.Length > 0)) names = line.Cells;
            else if (x is { } left && y is { } right) pairs.Add((left, right));
            else if (line.Cells.FirstOrDefault(c => c.Length > 0 && CsvFile.Number(c) is null) is { } word) faults.Add(new(line.Place, CsvFile.NotANumber(word), "Write numbers with a point, as 0.5, and nothing where one is missing"));
            else leftOut++;
            first = false;
            if (faults.Count == CsvFile.MostFaults) break;
        }

        if (faults.Count > 0) throw new BadInputException(faults);
        return first ? throw new BadInputException(path, "is empty", "Write two columns of numbers, separated by a comma") : new(names, pairs, leftOut);
    }
}
