using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>Whether the query of a pair gives one of its sides away (InterPref 3.3.2, figure 11: it mentions neither, by no word of only one).</summary>
internal static class PairLeakage
{
    /// <summary>Nothing where there are no pairs.</summary>
    public static IEnumerable<AuditCheck> Of(AuditSubject subject)
    {
        if (subject.Pairs.Count == 0) yield break;
        var telling = subject.Pairs.Select(p => (Pair: p, Words: PairWords.In(p.Query, Side(subject, p.PreferenceA), Side(subject, p.PreferenceB)).ToList())).Where(f => f.Words.Count > 0);
        yield return AuditCheck.None("queries of pairs that use words of one side", subject.Pairs.Count,
            [.. telling.Select(f => subject.Finding(f.Pair, $"its query says {string.Join(", ", f.Words.Select(w => $"'{w}'"))}"))], "");
        var outright = subject.Pairs.Select(p => (Pair: p, Word: ExplicitWords.In(p.Query))).Where(f => f.Word is not null);
        yield return AuditCheck.None("queries of pairs that state a preference", subject.Pairs.Count, [.. outright.Select(f => subject.Finding(f.Pair, $"its query says '{f.Word}'"))], "");
    }

    /// <summary>What a model is asked about a pair: its query and each of its preferences.</summary>
    public static IEnumerable<LeakRequest> Requests(AuditSubject subject, PreferencePair pair) =>
        new[] { pair.PreferenceA, pair.PreferenceB }.Select(id => new LeakRequest { Preference = subject.Dataset.Preference(id).Text, Question = pair.Query });

    private static (string Text, Facets? Facets) Side(AuditSubject subject, string id) => (subject.Dataset.Preference(id).Text, subject.Dataset.Preference(id).Facets);
}
