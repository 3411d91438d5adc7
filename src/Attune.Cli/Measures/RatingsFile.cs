namespace Attune.Cli.Measures;

/// <summary>Ratings as CSV: a line for each item, a column for each rater, an empty cell where a rating is missing.</summary>
internal sealed class RatingsFile
{
    private static readonly string[] s_itemColumns = ["", "id", "item", "items"];

    private readonly List<CsvLine> _lines = [];
    private readonly string _path;
    private readonly int _firstRater;

    private RatingsFile(string path)
    {
        _path = path;
        using var lines = CsvFile.Read(path).GetEnumerator();
        if (!lines.MoveNext()) throw new BadInputException(path, "is empty", "Write a line that names the raters, then a line for each item");
        var first = lines.Current;
        var header = first.Cells.Any(c => c.Length > 0 && CsvFile.Number(c) is null);
        _firstRater = header && s_itemColumns.Contains(first.Cells[0], StringComparer.OrdinalIgnoreCase) ? 1 : 0;
        Raters = header ? [.. first.Cells.Skip(_firstRater)] : [.. Enumerable.Range(1, first.Cells.Count).Select(c => $"column {c}")];
        if (Raters.Count < 2) throw new BadInputException(first.Place, "has one rater", "Agreement needs two: give each rater a column, separated by commas");
        if (!header) _lines.Add(first);
        while (lines.MoveNext()) _lines.Add(lines.Current);
        if (_lines.Count == 0) throw new BadInputException(path, "has no item", "Write a line for each item under the raters' names");
    }

    /// <summary>The header's names; where the first line is all numbers, there is no header, and columns are counted.</summary>
    public IReadOnlyList<string> Raters { get; }

    public static RatingsFile Read(string path) => new(path);

    /// <summary>Each item's labels by rater; empty where missing.</summary>
    public IEnumerable<IReadOnlyList<string>> Labels() => _lines.Select(l => l.Cells.Skip(_firstRater).ToList());

    /// <summary>Each item's scores by rater; null where missing.</summary>
    /// <param name="why">What needs numbers, as the message says it.</param>
    /// <exception cref="BadInputException">A cell is no number.</exception>
    public IReadOnlyList<IReadOnlyList<double?>> Scores(string why)
    {
        var faults = _lines
            .SelectMany(l => l.Cells.Skip(_firstRater).Where(c => c.Length > 0 && CsvFile.Number(c) is null).Select(c => new Fault(l.Place, $"{CsvFile.NotANumber(c)} for {why}", "Write scores as numbers, and nothing where a rating is missing")))
            .Take(CsvFile.MostFaults).ToList();
        if (faults.Count > 0) throw new BadInputException(faults);
        return [.. Labels().Select(item => item.Select(CsvFile.Number).ToList())];
    }

    /// <summary>Says that a statistic has no value, and why.</summary>
    public BadInputException Undefined(string statistic, string reason) => new(_path, $"{statistic} is undefined: {reason}", "Give ratings of two raters or more that differ somewhere");
}
