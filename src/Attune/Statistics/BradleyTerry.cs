using System.Globalization;

namespace Attune.Statistics;

/// <summary>
/// Strengths of models from pairwise contests (Bradley and Terry, 1952), by InterPref's equation 5 (appendix C): the coefficients ξ that
/// minimise the cross-entropy Σ −W_ij·log p_ij − (1 − W_ij)·log(1 − p_ij) with p_ij = e^ξi / (e^ξi + e^ξj) over all ordered pairs of the
/// win rates W, which is maximum likelihood with ties as half wins. From a matrix every known cell weighs the same, as in the paper; from
/// contests every contest does. Only differences of coefficients mean something, so their sum is free to choose.
/// </summary>
public sealed record BradleyTerry
{
    /// <summary>More models are refused: the work grows with their cube.</summary>
    public const int MostModels = 500;

    /// <summary>What contests tell that all are ties.</summary>
    internal const string NobodyWon = "every contest is a tie: nothing ranks the models, and resamples of ties are all alike, so that they give no intervals";

    private const double Accuracy = 1e-11;

    /// <summary>By model, the strongest first.</summary>
    public required IReadOnlyDictionary<string, Coefficient> Coefficients { get; init; }

    /// <summary>Mean cross-entropy in nats: of a contest, or of a cell of the matrix; 0.693 is a coin's.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The sum that equation 5 minimises: the log loss times the contests or cells.</summary>
    public required double CrossEntropy { get; init; }

    /// <summary>What the coefficients sum to, as <c>sum=0</c>.</summary>
    public required string Scale { get; init; }

    /// <summary>Contests fitted; null where a matrix did not tell.</summary>
    public long? Contests { get; init; }

    /// <summary>The contest to play next, see <see cref="ContestPlan"/>; null where a matrix did not tell what was played.</summary>
    public PlannedContest? Next { get; init; }

    /// <summary>What a reader must know: why there is no interval, that nobody won, which win rates contradict each other.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Fits contests. Intervals are the 2.5% and 97.5% percentiles over resamples of the contests, which takes them as independent; or, of
    /// contests that come in groups and resemble each other there, expanded percentiles over resamples of whole groups, of which fewer than six
    /// give none (see docs/metrics.md). A resample without finite coefficients counts as an end beyond every number, on both sides. Where every
    /// contest is a tie, all coefficients are equal and there are no intervals.
    /// </summary>
    /// <param name="contests">At least two models that all are tied together by wins and losses.</param>
    /// <param name="groups">The same contests by group, such as those over the preferences of one user; their order decides, with the seed, what is drawn. Null where each contest stands for itself.</param>
    /// <param name="sum">What the coefficients sum to; InterPref's Table 3 has 2.</param>
    /// <param name="repeats">Resamples for the intervals; 0 for none, else at least 100.</param>
    /// <param name="seed">Of the resampling: same contests and seed, same intervals, in whatever order they came.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The groups hold other contests than there are.</exception>
    /// <exception cref="BadInputException">Finite coefficients do not exist: some models never met the others, or won or lost everything; or there are too many models.</exception>
    public static BradleyTerry Fit(
        ContestCounts contests, IReadOnlyCollection<ContestCounts>? groups = null, double sum = 0, int repeats = 1000, long seed = 0, CancellationToken cancellationToken = default)
    {
        if (groups is not null && groups.Sum(g => g.Contests) != contests.Contests) throw new ArgumentException("The groups hold other contests than there are.", nameof(groups));
        if (repeats != 0) ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 100);
        var (models, pairs) = contests.InOrder();
        var scores = pairs.Select(p => new PairScore(p.First, p.Second, p.Count.First + p.Count.Ties / 2.0, p.Count.Second + p.Count.Ties / 2.0)).ToList();
        var fit = Maximise(models, scores, contests.Source);
        var nobodyWon = pairs.All(p => p.Count.First == 0 && p.Count.Second == 0);
        var tail = groups is null ? PercentileEnds.Plain : groups.Count < 2 ? 0 : PercentileEnds.Expanded(groups.Count);
        var tooFew = tail * repeats < 1;
        ContestBootstrap.Draw draw = groups is null ? new ContestDraws(pairs).Draw : new GroupDraws(models, scores, groups).Draw;
        var (resamples, apart) = nobodyWon || tooFew ? ([], 0) : new ContestBootstrap(models.Count, scores, fit, draw).Run(repeats, seed, cancellationToken);
        var ends = new PercentileEnds(resamples, tail);
        var result = Of(models, scores, fit, sum, ends.Of);
        return result with
        {
            Contests = contests.Contests,
            Next = ContestPlan.Next(result.Coefficients.ToDictionary(c => c.Key, c => c.Value.Value), contests, 1)[0],
            Notes = nobodyWon ? [NobodyWon]
                : tooFew && repeats > 0 ? [$"no intervals: {Numbered(groups!.Count)} of contests are too few to tell how much another group would differ"]
                : ends.Unbounded is { } share ? [$"no intervals: {Unbounded(share, (double)apart / repeats)}; more contests will give them"] : [],
        };
    }

    /// <summary>Fits a matrix of win rates. There are no intervals: a rate does not tell how many contests it stands for.</summary>
    /// <param name="rates">At least two models that all are tied together by wins and losses.</param>
    /// <param name="sum">What the coefficients sum to; InterPref's Table 3 has 2.</param>
    /// <exception cref="BadInputException">As for contests.</exception>
    public static BradleyTerry Fit(WinRates rates, double sum = 0)
    {
        var scores = rates.Scores();
        return Of(rates.Models, scores, Maximise(rates.Models, scores, rates.Source), sum, _ => null) with
        {
            Notes = ["no intervals: win rates do not tell how many contests they stand for", .. rates.Notes()],
        };
    }

    private static string Unbounded(double share, double apart)
    {
        var decided = string.Create(CultureInfo.InvariantCulture, $"in {share - apart:0.0%} of the resamples a model wins or loses everything");
        if (apart == 0) return decided;
        var unmet = string.Create(CultureInfo.InvariantCulture, $"in {apart:0.0%} of the resamples some models never meet the others");
        return share == apart ? unmet : $"{decided}, {unmet}";
    }

    private static string Numbered(int groups) => string.Create(CultureInfo.InvariantCulture, $"{groups} {(groups == 1 ? "group" : "groups")}");

    private static LikelihoodMaximum Maximise(IReadOnlyList<string> models, IReadOnlyList<PairScore> scores, string source)
    {
        if (models.Count > MostModels)
            throw new BadInputException(source, string.Create(CultureInfo.InvariantCulture, $"names {models.Count} models, more than {MostModels}"), "Check that the models' names are names, or rank fewer at once");
        new ComparisonGraph(models.Count, scores).Require(models, source);
        var fit = new LikelihoodMaximum(models.Count, scores);
        fit.Fit([.. scores.Select(s => s.ForFirst)], [.. scores.Select(s => s.ForSecond)], Accuracy);
        return fit;
    }

    private static BradleyTerry Of(IReadOnlyList<string> models, IReadOnlyList<PairScore> scores, LikelihoodMaximum fit, double sum, Func<int, (double, double)?> ends)
    {
        if (!double.IsFinite(sum)) throw new ArgumentOutOfRangeException(nameof(sum), "The sum must be a number.");
        var values = fit.Coefficients.ToArray();
        var shift = sum / models.Count - values.Average();
        var crossEntropy = scores.Sum(s => s.ForFirst * Surprise(values[s.First] - values[s.Second]) + s.ForSecond * Surprise(values[s.Second] - values[s.First]));
        return new()
        {
            Coefficients = new OrderedDictionary<string, Coefficient>(Enumerable.Range(0, models.Count)
                .OrderByDescending(m => values[m])
                .Select(m => KeyValuePair.Create(models[m], ends(m) is var (low, high)
                    ? new Coefficient(values[m] + shift, low + shift, high + shift)
                    : new Coefficient(values[m] + shift, null, null)))),
            LogLoss = crossEntropy / scores.Sum(s => s.Weight),
            CrossEntropy = crossEntropy,
            Scale = string.Create(CultureInfo.InvariantCulture, $"sum={sum}"),
        };
    }

    /// <summary>−log of the chance to win with this lead.</summary>
    private static double Surprise(double lead) => Math.Max(-lead, 0) + Math.Log(1 + Math.Exp(-Math.Abs(lead)));
}
