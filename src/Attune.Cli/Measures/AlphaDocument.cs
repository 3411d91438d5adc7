using Attune.Statistics;

namespace Attune.Cli.Measures;

/// <summary>What <c>attune metrics alpha --json</c> prints.</summary>
/// <param name="Statistic">Whose alpha: krippendorff.</param>
/// <param name="Level">Of measurement.</param>
/// <param name="Alpha">Null where it is undefined.</param>
/// <param name="Low">Lower end of the 95% interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="N">Items with two ratings or more.</param>
/// <param name="LeftOut">Items with fewer.</param>
/// <param name="Raters">Columns.</param>
/// <param name="Undefined">Why there is no alpha.</param>
internal sealed record AlphaDocument(string Statistic, string Level, double? Alpha, double? Low, double? High, int N, int LeftOut, int Raters, string? Undefined)
{
    public static AlphaDocument Of(RatingsFile ratings, MeasurementLevel level)
    {
        var a = level == MeasurementLevel.Nominal
            ? KrippendorffAlpha.Nominal([.. ratings.Labels().Select(i => i.Where(l => l.Length > 0).ToList())])
            : KrippendorffAlpha.Of([.. ratings.Scores($"--level {Word.Of(level)}").Select(i => i.OfType<double>().ToList())], level);
        return new("krippendorff", Word.Of(level), a.Value, a.Low, a.High, a.N, a.LeftOut, ratings.Raters.Count, a.Undefined);
    }
}
