namespace Attune.Statistics;

/// <summary>
/// How far a model's labels can stand in for people's (InterPref appendix D.3): the share of items on which it says what most people say,
/// beside what chance and habit would give.
/// </summary>
public sealed record Consistency
{
    private Consistency()
    {
    }

    /// <summary>Share of items on which the model says what most people say, with interval over items like these; null where there is none.</summary>
    public Estimate? Share { get; init; }

    /// <summary>Cohen's kappa of the model and the people's majority: agreement beyond what their habits give.</summary>
    public required Agreement Kappa { get; init; }

    /// <summary>Share of items with the label that people give most often: what a model gets that says nothing else. Null where there is no item.</summary>
    public double? Baseline { get; init; }

    /// <summary>That label; the first by code points where several are equally frequent.</summary>
    public string? BaselineLabel { get; init; }

    /// <summary>Items compared.</summary>
    public int N { get; init; }

    /// <summary>Items on which as many people say one thing as another, so that there is nothing to be consistent with: left out.</summary>
    public int Tied { get; init; }

    /// <summary>Items without a label of the model or of any person: left out.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why there is no share; null where there is one.</summary>
    public string? Undefined { get; init; }

    /// <summary>Compares a model with people.</summary>
    /// <param name="items">In any order; of several people on an item the label that most of them give counts.</param>
    /// <param name="seed">Of the interval's resampling: same items and seed, same interval.</param>
    public static Consistency Of(IEnumerable<RatedItem> items, long seed = 0)
    {
        var (compared, tied, leftOut) = (new List<(string Model, string People)>(), 0, 0);
        foreach (var item in items)
        {
            var votes = item.People.Where(p => !string.IsNullOrEmpty(p)).CountBy(p => p, StringComparer.Ordinal).OrderByDescending(v => v.Value).ToList();
            if (string.IsNullOrEmpty(item.Model) || votes.Count == 0) leftOut++;
            else if (votes.Count > 1 && votes[0].Value == votes[1].Value) tied++;
            else compared.Add((item.Model, votes[0].Key));
        }

        var most = compared.CountBy(c => c.People, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).FirstOrDefault();
        return new()
        {
            Share = ClusteredMean.Share(compared.Index(), c => Clusters.Of(null, c.Index), c => c.Item.Model == c.Item.People, seed),
            Kappa = CohenKappa.Nominal(compared),
            Baseline = compared.Count > 0 ? (double)most.Value / compared.Count : null,
            BaselineLabel = most.Key,
            N = compared.Count,
            Tied = tied,
            LeftOut = leftOut,
            Undefined = compared.Count > 0 ? null : tied > 0 ? "people are divided equally on every item that has labels" : "no item has labels of the model and of people",
        };
    }
}
