namespace Attune.Reports.Figures;

/// <summary>What a figure is made of, before it is drawn.</summary>
/// <param name="Id">As <see cref="Figure.Id"/>.</param>
/// <param name="Title">As <see cref="Figure.Title"/>.</param>
/// <param name="Caption">As <see cref="Figure.Caption"/>.</param>
/// <param name="Panels">Those that have values, in their order.</param>
/// <param name="Groups">Names on the axis, in their order.</param>
/// <param name="Series">Colours and shapes, in their order.</param>
/// <param name="Values">What is drawn.</param>
internal sealed record FigureLayout(
    string Id, string Title, string Caption, IReadOnlyList<FigurePanel> Panels, IReadOnlyList<string> Groups, IReadOnlyList<string> Series, IReadOnlyList<FigureValue> Values)
{
    /// <summary>Whether a panel's axis has only the names that stand in it, and not those of all panels.</summary>
    public bool OwnGroups { get; init; }

    /// <summary>The names on a panel's axis.</summary>
    public IReadOnlyList<string> GroupsOf(FigurePanel panel) => OwnGroups ? [.. Groups.Where(g => Values.Any(v => v.Panel == panel.Name && v.Group == g))] : Groups;

    /// <summary>Pixels of the page's column that figures stand in.</summary>
    public const int PageWidth = 970;

    /// <summary>Pixels that names on an axis may take; longer ones are cut.</summary>
    public const int MostLabel = 260;

    /// <summary>Pixels that the longest of some names takes on an axis.</summary>
    public static int LabelWidth(IEnumerable<string> names) => (int)Math.Min(MostLabel, 14 + 6.2 * names.Select(n => n.Length).DefaultIfEmpty().Max());

    /// <summary>Legend entries in a row.</summary>
    public int LegendColumns => Math.Clamp(PageWidth / (40 + 7 * Series.Select(s => s.Length).DefaultIfEmpty(1).Max()), 1, Math.Max(Series.Count, 1));
}
