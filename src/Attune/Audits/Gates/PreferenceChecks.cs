using System.Globalization;
using Attune.People;
using Attune.Statistics;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>Whether one user's preferences go together, and different users' differ (RealPref 3.2: unique, and free of contradictions).</summary>
internal static class PreferenceChecks
{
    /// <summary>The share of preferences that may have a near-duplicate with another user: tastes are shared in life too.</summary>
    private const double MostShared = 0.05;

    private const double Similar = 0.8;

    public static IEnumerable<AuditCheck> Of(AuditSubject subject)
    {
        var pairs = subject.Profiles.SelectMany(user => Pairs([.. subject.PreferencesOf[user.Id]])).ToList();
        var contradicting = pairs.Select(p => (p.A, p.B, Item: Likeness.Contradiction(p.A.Facets, p.B.Facets))).Where(f => f.Item is not null);
        yield return AuditCheck.None("preferences of one user that contradict", pairs.Count,
            [.. contradicting.Select(f => subject.Finding(f.B, $"'{f.Item}' contradicts {f.A.Id}"))],
            "no user has two preferences");
        yield return AuditCheck.None("preferences of one user that are alike", pairs.Count,
            [.. pairs.Where(p => Likeness.AreAlike(p.A.Text, p.B.Text)).Select(p => subject.Finding(p.B, $"it says nearly the same as {p.A.Id}"))], "no user has two preferences");
        yield return AcrossUsers(subject);
        if (SameThings(subject) is { } same) yield return same;
    }

    /// <summary>Texts can differ and speak of the same things.</summary>
    private static AuditCheck? SameThings(AuditSubject subject)
    {
        List<Preference> withThings = [.. subject.Preferences.Where(p => p.Facets is { } f && f.Liked.Count + f.Disliked.Count > 0)];
        var holders = withThings.GroupBy(Things, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(p => p.UserId).Distinct().Count(), StringComparer.Ordinal);
        return subject.Mean(withThings.Select(p => (p.UserId, holders[Things(p)] > 1 ? 1.0 : 0))) is { } share
            ? AuditCheck.Measured("preferences on things that another user has too", share) : null;

        static string Things(Preference p) => string.Join('|', p.Facets!.Liked.Order(StringComparer.Ordinal).Append("over").Concat(p.Facets.Disliked.Order(StringComparer.Ordinal)));
    }

    private static AuditCheck AcrossUsers(AuditSubject subject)
    {
        const string Name = "preferences that another user has too";
        if (subject.Profiles.Count < 2 || subject.Preferences.Count == 0) return AuditCheck.NotApplicable(Name, "there is one user");
        var shared = new HashSet<int>();
        var findings = new List<AuditFinding>();
        foreach (var pair in NearDuplicates.Find(subject.Preferences.Select(p => p.Text), Similar))
        {
            var (first, second) = (subject.Preferences[pair.First], subject.Preferences[pair.Second]);
            if (first.UserId == second.UserId) continue;

            // Each later one is listed once, beside the first that it repeats.
            if (shared.Add(pair.Second))
                findings.Add(subject.Finding(second, string.Create(CultureInfo.InvariantCulture, $"it is like {first.Id} (similarity {pair.Similarity:0.00})")));
            shared.Add(pair.First);
        }

        var share = subject.Mean(subject.Preferences.Index().Select(p => (p.Item.UserId, shared.Contains(p.Index) ? 1.0 : 0)))!;
        return AuditCheck.Below(Name, share, MostShared).With(findings);
    }

    private static IEnumerable<(Preference A, Preference B)> Pairs(List<Preference> preferences) =>
        preferences.Index().SelectMany(a => preferences.Skip(a.Index + 1).Select(b => (a.Item, b)));
}
