using System.Globalization;
using Attune.Conversations;
using Attune.Statistics;
using Attune.Synthesis;

namespace Attune.Audits.Gates;

/// <summary>Whether the conversations differ (InterPref appendix B: self-BLEU of 100 dialogues), and how topics and types are spread.</summary>
internal sealed class DiversityGate() : Gate(Title)
{
    public const string Title = "diversity";

    /// <summary>Above real chat logs (0.610) and persona-driven conversations of models (0.642) on the same definition.</summary>
    private const double Most = 0.70;

    private const string Beside = "on this definition real chat logs have 0.610 and PrefEval's persona-driven conversations 0.642 (one repeat); "
        + "InterPref, which does not say how it weighs orders and references, reports 0.477 for itself, 0.638 for PersonaChatGen, 0.361 for real chats";

    public override Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuditCheck>>([SelfBleuOf(subject, cancellationToken), .. Spread(subject)]);

    private static AuditCheck SelfBleuOf(AuditSubject subject, CancellationToken cancellationToken)
    {
        const string Name = "self-BLEU of the conversations";
        var dialogues = Dialogues(subject, cancellationToken);
        if (SelfBleu.Of(dialogues, subject.Seed, cancellationToken) is not { } measured) return AuditCheck.NotApplicable(Name, "there are fewer than two dialogues");
        var fails = measured.Mean > Most;
        var tooFew = measured.Dialogues < SelfBleu.DrawSize;
        var note = tooFew ? $"of {measured.Dialogues} dialogues, not {SelfBleu.DrawSize}: more would raise it; {Beside}" : Beside;
        return AuditCheck.Told(Name, measured.Mean, measured.Dialogues, note) with
        {
            AtMost = Most,
            Verdict = fails ? GateVerdict.Fail : tooFew ? GateVerdict.NotApplicable : GateVerdict.Pass,
        };
    }

    /// <summary>
    /// With 100 users or more, a dialogue is all that one user said in one expression, drawn by seed, in the order of days. With fewer it
    /// is what they said in each expression, without the life events, which all of theirs would share.
    /// </summary>
    private static IEnumerable<string> Dialogues(AuditSubject subject, CancellationToken cancellationToken)
    {
        var enough = subject.Profiles.Count >= SelfBleu.DrawSize;
        foreach (var (user, sessions) in subject.Users(Title, cancellationToken))
        {
            var expressions = sessions.Select(s => s.Expression).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
            if (expressions.Count == 0) continue;
            foreach (var expression in enough ? new KeyedRandom(subject.Seed, "audit-expression", user.Id).Shuffle(expressions).Take(1) : expressions)
                yield return Text(sessions.Where(s => s.Expression == expression || (enough && s.Kind == SessionKind.LifeEvent)));
        }
    }

    private static string Text(IEnumerable<Session> sessions) =>
        string.Join('\n', sessions.OrderBy(s => s.Date ?? DateOnly.MinValue).SelectMany(s => s.Turns).SelectMany(t => new[] { t.User, t.Assistant }));

    private static IEnumerable<AuditCheck> Spread(AuditSubject subject)
    {
        var preferences = subject.Preferences;
        if (preferences.Count == 0) yield break;
        foreach (var (type, count) in preferences.CountBy(p => p.Type is { } type ? Word.Of(type) : "unknown").OrderBy(t => t.Key, StringComparer.Ordinal))
            yield return AuditCheck.Told($"share of type {type}", (double)count / preferences.Count, preferences.Count);
        var topics = preferences.CountBy(p => p.Topic.ToString(), StringComparer.OrdinalIgnoreCase).ToList();
        var pool = TopicPool.RealPref.Select(t => t.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        yield return AuditCheck.Told("topics", topics.Count, preferences.Count, $"{topics.Count(t => pool.Contains(t.Key))} of RealPref's {pool.Count}");
        var shares = topics.Select(t => (double)t.Value / preferences.Count);
        var entropy = -shares.Sum(share => share * Math.Log2(share));
        var even = Math.Log2(topics.Count);
        yield return AuditCheck.Told(
            "entropy of topics, bits", entropy, preferences.Count, topics.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{entropy / even:0.00} of an even spread's") : null);
    }
}
