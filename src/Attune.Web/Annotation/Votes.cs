using System.Globalization;
using Attune.Statistics;

namespace Attune.Web.Annotation;

/// <summary>What several people's labels come to where labels have no order.</summary>
internal static class Votes
{
    /// <summary>The label that more people give than any other; null where two lead.</summary>
    public static string? Leader(IReadOnlyList<string> labels)
    {
        var votes = labels.CountBy(l => l, StringComparer.Ordinal).OrderByDescending(v => v.Value).Take(2).ToList();
        return votes.Count == 1 || votes[0].Value > votes[1].Value ? votes[0].Key : null;
    }

    /// <summary>Krippendorff's alpha, and Cohen's kappa where two people have judged, Fleiss' where more have.</summary>
    public static IReadOnlyList<NamedAgreement> Agreement(IReadOnlyList<JudgedItem> items)
    {
        var labels = items.Where(i => i.Labels.Count > 0).Select(i => i.Labels).ToList();
        var kappa = Pairs(items) is { } pairs
            ? new NamedAgreement("Cohen's kappa", CohenKappa.Nominal([.. pairs.Select(p => (p.A.Label, p.B.Label))]))
            : new NamedAgreement("Fleiss' kappa", FleissKappa.Of(labels));
        return [new("Krippendorff's alpha", KrippendorffAlpha.Nominal(labels)), kappa];
    }

    /// <summary>Where exactly two people have judged: what they said of the items that both judged, the same person first; null otherwise.</summary>
    public static IReadOnlyList<((AnswerRow Answer, string Label) A, (AnswerRow Answer, string Label) B)>? Pairs(IReadOnlyList<JudgedItem> items)
    {
        if (items.SelectMany(i => i.Answers).Select(a => a.Pseudonym).Distinct().Count() != 2) return null;
        return
        [
            .. items.Where(i => i.Answers.Count == 2)
                .Select(i => i.Answers.Zip(i.Labels).OrderBy(a => a.First.Pseudonym, StringComparer.Ordinal).ToList())
                .Select(both => (both[0], both[1])),
        ];
    }

    /// <summary>What people settle on against a model's word.</summary>
    /// <param name="items">The round's.</param>
    /// <param name="plural">What they are called.</param>
    public static ModelAgreement AgainstModel(IReadOnlyList<JudgedItem> items, string plural)
    {
        var found = Consistency.Of(items.Select(i => new RatedItem(i.ModelSays, i.Decision is null ? i.Labels : [i.Label!])));
        return new(
            null,
            found.Share,
            found.Share is null
                ? $"Nothing to tell by yet: {found.Undefined}."
                : string.Create(CultureInfo.InvariantCulture, $"on {found.N:N0} {plural}; {Percent.Of(found.Baseline ?? 0)} would come of always saying the same. {found.Tied:N0} left out where people are divided equally."),
            new("Cohen's kappa", found.Kappa));
    }
}
