using Attune.People;
using Attune.Statistics;

namespace Attune.Judging;

/// <summary>How far a judge can be trusted: its agreement with labelled answers, and whether order or length of answers moves it.</summary>
public sealed record JudgeCheck
{
    /// <summary>The judge's name.</summary>
    public required string Judge { get; init; }

    /// <summary>Answers in the set.</summary>
    public required int Answers { get; init; }

    /// <summary>Agreement by dimension.</summary>
    public required IReadOnlyDictionary<string, JudgeAgreement> Dimensions { get; init; }

    /// <summary>Scores the whole set.</summary>
    /// <param name="name">The judge's name.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="answers">The labelled answers.</param>
    /// <param name="concurrency">Calls in flight at once, at least 1.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task<JudgeCheck> RunAsync(
        string name, Judge judge, IReadOnlyList<CalibrationAnswer> answers, int concurrency = 8, CancellationToken cancellationToken = default)
    {
        var dimensions = new Dictionary<string, JudgeAgreement>();
        foreach (var dimension in Judging.Judge.Dimensions)
        {
            var verdicts = new (Verdict Plain, Verdict Swapped)[answers.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, answers.Count, parallel, async (i, token) =>
            {
                var (plain, swapped) = Shown(answers[i]);
                verdicts[i] = (
                    (await judge.ScoreAsync(plain, dimension, token).ConfigureAwait(false)).Verdict,
                    (await judge.ScoreAsync(swapped, dimension, token).ConfigureAwait(false)).Verdict);
            }).ConfigureAwait(false);
            dimensions[Word.Of(dimension)] = Agreement(answers, verdicts, Word.Of(dimension));
        }

        return new() { Judge = name, Answers = answers.Count, Dimensions = dimensions };
    }

    /// <summary>The answer as it is, and with its paragraphs in reverse order: a reader of the rubrics scores both alike.</summary>
    private static (JudgedAnswer Plain, JudgedAnswer Swapped) Shown(CalibrationAnswer answer)
    {
        var preference = answer.Preference;
        var plain = new JudgedAnswer(
            preference.Text, preference.Type, new Facets { Liked = preference.Liked, Disliked = preference.Disliked }, answer.Query, answer.Answer);
        return (plain, plain with { Answer = string.Join('\n', answer.Answer.Split('\n').Reverse()).Trim() });
    }

    private static JudgeAgreement Agreement(IReadOnlyList<CalibrationAnswer> answers, (Verdict Plain, Verdict Swapped)[] verdicts, string dimension)
    {
        var pairs = new List<(int Label, int Score, int Length)>();
        var shifts = new List<int>();
        for (var i = 0; i < answers.Count; i++)
        {
            if (verdicts[i].Plain.Score is not { } score) continue;
            pairs.Add((answers[i].Scores[dimension], score, answers[i].Answer.Length));
            if (verdicts[i].Swapped.Score is { } swapped) shifts.Add(swapped - score);
        }

        return new()
        {
            Scored = pairs.Count,
            Unscored = answers.Count - pairs.Count,
            Exact = Mean(pairs, p => p.Label == p.Score),
            WithinOne = Mean(pairs, p => Math.Abs(p.Label - p.Score) <= 1),
            Kappa = CohenKappa.Of([.. pairs.Select(p => ((double)p.Label, (double)p.Score))], KappaWeights.Quadratic).Value,
            Bias = pairs.Count > 0 ? pairs.Average(p => p.Score - p.Label) : null,
            LengthEffect = LengthEffect(pairs),
            OrderChanged = Mean(shifts, s => s != 0),
            OrderShift = shifts.Count > 0 ? shifts.Average() : null,
        };
    }

    private static double? Mean<T>(List<T> items, Func<T, bool> holds) => items.Count > 0 ? items.Average(i => holds(i) ? 1.0 : 0.0) : null;

    /// <summary>Spearman's correlation of answer length with the judge's error: above 0, long answers are overrated.</summary>
    private static double? LengthEffect(List<(int Label, int Score, int Length)> pairs) =>
        Correlation.Spearman([.. pairs.Select(p => ((double)p.Length, (double)(p.Score - p.Label)))]).Value;
}
