using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>Whether the two sides of a pair are two: none of its users holds what the other one does, and their histories differ in their own conversations alone.</summary>
internal static class PairConsistency
{
    /// <summary>Nothing where there are no pairs.</summary>
    public static IEnumerable<AuditCheck> Of(AuditSubject subject)
    {
        if (subject.Pairs.Count == 0) yield break;
        yield return AuditCheck.None("pairs with a user who holds both sides", subject.Pairs.Count, [.. subject.Pairs.SelectMany(p => Held(subject, p))], "");
        yield return AuditCheck.None("pairs whose sides say the same", subject.Pairs.Count,
            [.. subject.Pairs.Where(p => Opposition.AreSame(A(subject, p).Text, B(subject, p).Text)).Select(p => subject.Finding(p, $"{p.PreferenceA} and {p.PreferenceB} say the same"))], "");
        var random = subject.Dataset.RandomSessions.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        yield return AuditCheck.None("pairs with a random conversation on one side only", subject.Pairs.Count, [.. subject.Pairs.SelectMany(p => Uneven(subject, p, random))], "");
    }

    private static IEnumerable<AuditFinding> Held(AuditSubject subject, PreferencePair pair)
    {
        var (a, b) = (A(subject, pair), B(subject, pair));
        foreach (var (holder, other) in new[] { (a, b), (b, a) })
            if (subject.PreferencesOf[holder.UserId].FirstOrDefault(p => p.Id != holder.Id && Opposition.AreSame(p.Text, other.Text)) is { } both)
                yield return subject.Finding(pair, $"{holder.UserId} holds {holder.Id}, and with {both.Id} what {other.Id} says");
    }

    /// <summary>What is random in one history is random in the other, or the difference of answers may come from there.</summary>
    private static IEnumerable<AuditFinding> Uneven(AuditSubject subject, PreferencePair pair, HashSet<string> random)
    {
        var only = pair.HistoryA.Where(random.Contains).ToHashSet(StringComparer.Ordinal);
        only.SymmetricExceptWith(pair.HistoryB.Where(random.Contains));
        if (only.Count > 0) yield return subject.Finding(pair, $"only one of its histories has {string.Join(", ", only.Order(StringComparer.Ordinal))}");
    }

    private static Preference A(AuditSubject subject, PreferencePair pair) => subject.Dataset.Preference(pair.PreferenceA);

    private static Preference B(AuditSubject subject, PreferencePair pair) => subject.Dataset.Preference(pair.PreferenceB);
}
