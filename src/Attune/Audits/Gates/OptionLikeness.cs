using Attune.Models.Embedded;
using Attune.Questions;

namespace Attune.Audits.Gates;

/// <summary>How like the others each option of a query is: shared stems of content words and shared runs of three characters, in equal parts.</summary>
internal static class OptionLikeness
{
    /// <summary>For each option its mean likeness to the others, 0 to 1.</summary>
    public static double[] Of(Query query)
    {
        var features = query.Options.Select(o => (Stems: Stems.Of(o.Text).ToHashSet(StringComparer.Ordinal), Runs: Runs(o.Text))).ToArray();
        var likeness = new double[features.Length];
        for (var i = 0; i < features.Length; i++)
            for (var j = 0; j < features.Length; j++)
                if (i != j) likeness[i] += (Jaccard(features[i].Stems, features[j].Stems) + Jaccard(features[i].Runs, features[j].Runs)) / 2 / (features.Length - 1);

        // Equal to the last digit where the options are equally alike, so that ties are ties.
        return Array.ConvertAll(likeness, l => Math.Round(l, 12));
    }

    private static HashSet<string> Runs(string text)
    {
        var plain = text.ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(plain.Length - 2, 0)).Select(i => plain.Substring(i, 3))];
    }

    private static double Jaccard(HashSet<string> a, HashSet<string> b)
    {
        var shared = a.Count(b.Contains);
        return shared == 0 ? 0 : (double)shared / (a.Count + b.Count - shared);
    }
}
