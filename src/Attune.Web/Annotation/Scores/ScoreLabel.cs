using Attune.Judging;

namespace Attune.Web.Annotation.Scores;

/// <summary>What somebody says of an open answer: a level from 1 to 5 in each of the judge's dimensions, as <c>3 4 2</c>, or <see cref="None"/>.</summary>
internal static class ScoreLabel
{
    /// <summary>It cannot be judged.</summary>
    public const string None = "none";

    /// <summary>The dimensions' names, in the judge's order.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = [.. Judge.Dimensions.Select(Word.Of)];

    /// <summary>The label of levels in the order of the dimensions.</summary>
    public static string Of(IEnumerable<int> levels) => string.Join(' ', levels);

    /// <summary>Levels in the order of the dimensions; null where it cannot be judged.</summary>
    public static IReadOnlyList<int>? Levels(string label) => label == None ? null : [.. label.Split(' ').Select(l => l[0] - '0')];

    /// <summary>In words.</summary>
    public static string Named(string label) => Levels(label) is { } levels ? string.Join(", ", Dimensions.Zip(levels, (d, l) => $"{d} {l}")) : "it cannot be judged";

    /// <summary>
    /// What several people's levels of one dimension come to: the one that more give than any other; of two neighbours that lead together the
    /// lower, for what is in doubt is not met; null otherwise.
    /// </summary>
    public static int? Settle(IEnumerable<int> levels)
    {
        var counts = levels.CountBy(l => l).ToList();
        var leading = counts.Where(c => c.Value == counts.Max(m => m.Value)).Select(c => c.Key).Order().ToList();
        return leading switch
        {
            [var only] => only,
            [var lower, var upper] when upper == lower + 1 => lower,
            _ => null,
        };
    }

    /// <summary>The same of whole labels. Where half of the people or more say that it cannot be judged, that holds.</summary>
    public static string? Settle(IReadOnlyList<string> labels)
    {
        var scored = labels.Select(Levels).OfType<IReadOnlyList<int>>().ToList();
        if (2 * (labels.Count - scored.Count) >= labels.Count) return None;
        var settled = Dimensions.Select((_, i) => Settle(scored.Select(s => s[i]))).OfType<int>().ToList();
        return settled.Count == Dimensions.Count ? Of(settled) : null;
    }
}
