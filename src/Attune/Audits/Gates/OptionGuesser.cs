using Attune.Questions;

namespace Attune.Audits.Gates;

/// <summary>Chooses an option without knowing anything about the user.</summary>
/// <param name="Name">How it chooses.</param>
/// <param name="Choose">How likely each option is to be chosen; together 1.</param>
internal sealed record OptionGuesser(string Name, Func<Query, double[]> Choose)
{
    /// <summary>By position, by length, and by what stands out.</summary>
    public static IReadOnlyList<OptionGuesser> All { get; } =
    [
        new("longest option", q => Highest(q, o => o.Text.Length)),
        new("shortest option", q => Highest(q, o => -o.Text.Length)),
        .. Enumerable.Range(0, 4).Select(i => new OptionGuesser($"option {"ABCD"[i]}", q => [.. q.Options.Select((_, j) => i == j ? 1.0 : 0)])),
        OddOneOut,
    ];

    /// <summary>The option least like the others (RealPref 5.1 and B.1).</summary>
    public static OptionGuesser OddOneOut => new("odd one out", q => Highest(OptionLikeness.Of(q).Select(l => -l)));

    /// <summary>How often it is right on a query: 0, 1, or the share of a tie.</summary>
    public double Score(Query query) => Choose(query)[query.Options.ToList().FindIndex(o => o.Label == query.Answer)];

    private static double[] Highest(Query query, Func<Option, double> score) => Highest(query.Options.Select(score));

    /// <summary>Options that tie are equally likely.</summary>
    private static double[] Highest(IEnumerable<double> scores)
    {
        var all = scores.ToArray();
        var highest = all.Max();
        var ties = all.Count(s => s == highest);
        return Array.ConvertAll(all, s => s == highest ? 1.0 / ties : 0);
    }
}
