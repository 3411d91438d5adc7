namespace Attune.Reports.Figures;

/// <summary>
/// Colours that people with any colour vision tell apart (Okabe and Ito, without the yellow that is lost on white), each with a
/// shape, so that print without colour still tells. Seven colours and eight shapes give 56 pairs before one comes again.
/// </summary>
internal static class Palette
{
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"];
    private static readonly string[] Shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"];

    /// <summary>The colour of what is alone.</summary>
    public static string First => Colours[0];

    /// <summary>As many colours as asked for.</summary>
    public static IReadOnlyList<string> Colour(int count) => [.. Enumerable.Range(0, count).Select(i => Colours[i % Colours.Length])];

    /// <summary>As many shapes as asked for.</summary>
    public static IReadOnlyList<string> Shape(int count) => [.. Enumerable.Range(0, count).Select(i => Shapes[i % Shapes.Length])];
}
