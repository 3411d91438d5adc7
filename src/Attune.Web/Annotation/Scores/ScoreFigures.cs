using System.Globalization;
using Attune.Statistics;

namespace Attune.Web.Annotation.Scores;

/// <summary>How far people agree on levels, with each other and with the judge, dimension by dimension: a difference weighs by its square.</summary>
internal static class ScoreFigures
{
    public static KindFigures Of(IReadOnlyList<JudgedItem> items) => new()
    {
        People = [.. ScoreLabel.Dimensions.SelectMany((d, i) => People(items, d, i))],
        Model = [.. ScoreLabel.Dimensions.Select((d, i) => AgainstJudge(items, d, i))],
        Notes = ["Alpha is at the interval level, kappa has quadratic weights; answers that somebody says cannot be judged lack their scores."],
    };

    private static IEnumerable<NamedAgreement> People(IReadOnlyList<JudgedItem> items, string dimension, int index)
    {
        var scores = items.Select(i => i.Labels.Select(l => Level(l, index)).OfType<double>().ToList()).Where(s => s.Count > 0).ToList();
        yield return new($"Krippendorff's alpha of {dimension}", KrippendorffAlpha.Of(scores, MeasurementLevel.Interval));
        if (Votes.Pairs(items) is not { } pairs) yield break;
        var both = pairs.Select(p => (A: Level(p.A.Label, index), B: Level(p.B.Label, index))).Where(p => p.A is not null && p.B is not null);
        yield return new($"Cohen's kappa of {dimension}", CohenKappa.Of([.. both.Select(p => (p.A!.Value, p.B!.Value))], KappaWeights.Quadratic));
    }

    private static ModelAgreement AgainstJudge(IReadOnlyList<JudgedItem> items, string dimension, int index)
    {
        var judged = items.Where(i => i.ModelSays is not null && i.Label != ScoreLabel.None)
            .Select(i => (i.Id, Judge: Level(i.ModelSays!, index)!.Value, People: Settled(i, index)))
            .ToList();
        var compared = judged.Where(j => j.People is not null).ToList();
        var open = judged.Count - compared.Count;
        var remark = compared.Count == 0
            ? "Nothing to tell by yet."
            : string.Create(CultureInfo.InvariantCulture, $"exactly, on {compared.Count:N0} answers; {Percent.Of(compared.Average(c => Math.Abs(c.Judge - c.People!.Value) <= 1 ? 1.0 : 0.0))} within one level.{(open > 0 ? $" {open:N0} left out where nothing is settled." : "")}");
        return new(
            $"{char.ToUpperInvariant(dimension[0])}{dimension[1..]}",
            ClusteredMean.Share(compared, c => c.Id, c => c.Judge == c.People, 0),
            remark,
            new("Cohen's kappa", CohenKappa.Of([.. compared.Select(c => (c.Judge, c.People!.Value))], KappaWeights.Quadratic)));
    }

    /// <summary>In this dimension, whatever is open in the others.</summary>
    private static double? Settled(JudgedItem item, int index) => item.Decision is not null
        ? Level(item.Label!, index)
        : ScoreLabel.Settle(item.Labels.Select(ScoreLabel.Levels).OfType<IReadOnlyList<int>>().Select(l => l[index]));

    private static double? Level(string label, int index) => ScoreLabel.Levels(label)?[index];
}
