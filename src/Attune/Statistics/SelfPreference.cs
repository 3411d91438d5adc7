namespace Attune.Statistics;

/// <summary>
/// Whether evaluators favour their own answers (InterPref appendix D.1.1, Table 7): the pass rate of every generator by every evaluator,
/// and what each evaluator's own answers gain over what the others say of them. Where every verdict names its item, the evaluators are
/// compared item by item; else their rates are.
/// </summary>
public sealed record SelfPreference
{
    private SelfPreference()
    {
    }

    /// <summary>Each generator by each evaluator that judged it; generators, then evaluators by name.</summary>
    public required IReadOnlyList<EvaluatorCell> Matrix { get; init; }

    /// <summary>The evaluators that are among the generators, by name.</summary>
    public required IReadOnlyList<OwnGain> Evaluators { get; init; }

    /// <summary>True where evaluators were compared item by item.</summary>
    public required bool Paired { get; init; }

    /// <summary>Verdicts counted.</summary>
    public required int N { get; init; }

    /// <summary>Answers without a verdict, left out.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Why nobody's gain is known; null where somebody's is.</summary>
    public string? Undefined { get; init; }

    /// <summary>Compares evaluators.</summary>
    /// <param name="verdicts">In any order.</param>
    /// <param name="seed">Of the intervals' resampling: same verdicts and seed, same intervals.</param>
    /// <param name="source">What errors call the verdicts, such as the name of their file.</param>
    /// <exception cref="BadInputException">An evaluator judged the same item of a generator twice.</exception>
    public static SelfPreference Of(IEnumerable<EvaluatedAnswer> verdicts, long seed = 0, string source = "verdicts")
    {
        var all = verdicts.ToList();
        var judged = all.Where(v => v.Passed is not null).ToList();
        if (judged.Where(v => v.Item is not null).GroupBy(v => (v.Generator, v.Evaluator, v.Item)).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
            throw new BadInputException(source, $"has two verdicts of '{twice.Evaluator}' on item '{twice.Item}' of '{twice.Generator}'", "Give each item of a generator one verdict of an evaluator, and different items different names");

        var table = new EvaluatorTable(judged, seed);
        var evaluators = table.SelfEvaluators.Select(table.OwnGain).ToList();
        return new()
        {
            Matrix = table.Matrix,
            Evaluators = evaluators,
            Paired = table.Paired,
            N = judged.Count,
            LeftOut = all.Count - judged.Count,
            Undefined = judged.Count == 0 ? "there is no verdict"
                : judged.DistinctBy(v => v.Evaluator).Count() == 1 ? $"'{judged[0].Evaluator}' is the only evaluator: nobody else says what the answers deserve"
                : evaluators.Count == 0 ? "no evaluator is among the generators"
                : evaluators.TrueForAll(e => e.Gain is null) ? evaluators[0].Undefined
                : null,
        };
    }
}
