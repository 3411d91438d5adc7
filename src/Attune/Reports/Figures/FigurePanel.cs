using Attune.Runs;

namespace Attune.Reports.Figures;

/// <summary>A panel of a figure and its scale.</summary>
/// <param name="Name">As <see cref="FigureValue.Panel"/>.</param>
/// <param name="Least">The least value that can be; null lets the data decide.</param>
/// <param name="Greatest">The greatest; null likewise.</param>
/// <param name="Reference">Where to draw a dashed line: what guessing gets, or no difference; null means nowhere.</param>
internal sealed record FigurePanel(string Name, double? Least, double? Greatest, double? Reference)
{
    /// <summary>Scores of a metric under a task.</summary>
    public static FigurePanel Scores(string name, string task, string metric)
    {
        var (least, greatest) = RunResults.RangeOf(metric);
        return new(name, least, greatest, Chance.Of(task));
    }

    /// <summary>Differences between scores.</summary>
    public static FigurePanel Differences(string name) => new(name, null, null, 0);
}
