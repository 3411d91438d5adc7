namespace Attune.Statistics;

/// <summary>A matrix of win rates, row against column, as in InterPref's Table 3. Immutable.</summary>
public sealed class WinRates
{
    // Two rates of two digits each, both rounded up, may sum to this.
    private const double RoundedWhole = 1.01 + 1e-9;

    private readonly double?[,] _rates;

    /// <summary>Takes a matrix; its diagonal is ignored.</summary>
    /// <param name="models">The models' names, each once, for rows and columns alike.</param>
    /// <param name="rates">Cell [i, j]: the share of contests against model j that model i won, 0 to 1; null where it is not known or they never met.</param>
    /// <param name="source">What errors call the matrix, such as the name of its file.</param>
    /// <exception cref="BadInputException">The sizes differ, a name is empty or stands twice, or a rate is not between 0 and 1.</exception>
    public WinRates(IReadOnlyList<string> models, double?[,] rates, string source = "win rates")
    {
        if (rates.GetLength(0) != models.Count || rates.GetLength(1) != models.Count)
            throw new BadInputException(source, $"{models.Count} models have a matrix of {rates.GetLength(0)} rows and {rates.GetLength(1)} columns", "Give each model one row and one column");
        if (models.FirstOrDefault(m => string.IsNullOrWhiteSpace(m)) is not null) throw new BadInputException(source, "a model has no name", "Name every model");
        if (models.GroupBy(m => m, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new BadInputException(source, $"names '{twice.Key}' twice", "Give each model one row and one column");
        foreach (var (i, j) in Cells(models.Count))
            if (rates[i, j] is { } rate && rate is not (>= 0 and <= 1))
                throw new BadInputException(source, $"the win rate of '{models[i]}' against '{models[j]}' is not between 0 and 1", "Write a share of contests, as 0.65");
        (Models, _rates, Source) = (models, (double?[,])rates.Clone(), source);
    }

    /// <summary>The models' names.</summary>
    public IReadOnlyList<string> Models { get; }

    internal string Source { get; }

    /// <summary>Equation 5 asks each ordered pair once: a cell gives its rate to the row and the rest to the column, so two cells that sum to less than 1 share the ties between them.</summary>
    internal IReadOnlyList<PairScore> Scores()
    {
        var scores = new List<PairScore>();
        foreach (var (i, j) in Cells(Models.Count).Where(c => c.Row < c.Column))
        {
            if (_rates[i, j] is null && _rates[j, i] is null) continue;
            var (there, back) = (_rates[i, j], _rates[j, i]);
            scores.Add(new(i, j, (there ?? 0) + (1 - back ?? 0), (1 - there ?? 0) + (back ?? 0)));
        }

        return scores;
    }

    /// <summary>The pairs of which both cannot be true in one set of contests.</summary>
    internal IEnumerable<string> Notes() => Cells(Models.Count)
        .Where(c => c.Row < c.Column && _rates[c.Row, c.Column] + _rates[c.Column, c.Row] > RoundedWhole)
        .Select(c => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"'{Models[c.Row]}' and '{Models[c.Column]}' win {_rates[c.Row, c.Column]:0.###} and {_rates[c.Column, c.Row]:0.###} against each other, more than 1 together: taken as two measurements"));

    private static IEnumerable<(int Row, int Column)> Cells(int models) =>
        from row in Enumerable.Range(0, models)
        from column in Enumerable.Range(0, models)
        where row != column
        select (row, column);
}
