using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>
/// Whether sessions hold the preference that they are to reveal (InterPref 3, "preference preservation": 94% could be extracted again),
/// in the way of their expression (RealPref 3.3), and hold nothing of what is only to be inferred (RealPref 3.2).
/// </summary>
/// <param name="model">States the preference that it reads; null leaves it to the words of the sessions.</param>
internal sealed class PreservationGate(AuditModel? model) : Gate(Title)
{
    public const string Title = "preservation";

    private const double Least = 0.9;

    /// <summary>Hints and stories need not share words with what they reveal.</summary>
    private static readonly string[] WithoutWords = [Conversations.Expressions.Stylistic, Conversations.Expressions.Experience];

    public override async Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken)
    {
        var ranking = new PreferenceRanking(subject);
        var found = new List<Extraction>();
        var asked = new List<ExtractRequest>();
        var (implicitSessions, outright, inferable, expressed) = (0, new List<AuditFinding>(), 0, new List<AuditFinding>());
        foreach (var (user, sessions) in subject.Users(Title, cancellationToken))
        {
            var preferences = subject.PreferencesOf[user.Id].ToDictionary(p => p.Id, StringComparer.Ordinal);
            foreach (var group in sessions.Where(s => s.Kind == SessionKind.Preference).GroupBy(s => (Id: s.PreferenceId!, Expression: s.Expression!)))
            {
                var preference = preferences[group.Key.Id];
                found.Add(new(preference, group.Key.Expression, group.First(), ranking.Best(preference, Revealed(group))));
                if (model is not null) asked.Add(ExtractRequest.Of(group));
            }

            foreach (var session in sessions.Where(s => s.Kind == SessionKind.Preference && WithoutWords.Contains(s.Expression)))
            {
                implicitSessions++;
                if (Outright(session) is { } word) outright.Add(subject.Finding(session, $"it says '{word}'"));
            }

            var said = new PhraseIndex(sessions.Select(s => string.Join('\n', s.Turns.Select(t => t.User + '\n' + t.Assistant))));
            foreach (var preference in preferences.Values.Where(p => p.Kind == PreferenceKind.Generalized && p.Facets is not null))
            {
                inferable++;
                expressed.AddRange(Items(preference).SelectMany(item => said.TextsWith(item)
                    .Select(s => subject.Finding(sessions[s], $"it names '{item}' of {preference.Id}, which is only to be inferred"))));
            }
        }

        return
        [
            .. Shares(subject, "by its words", found, e => !WithoutWords.Contains(e), null),
            .. model is null || asked.Count == 0 ? [] : await ByModelAsync(subject, model, ranking, found, asked, cancellationToken).ConfigureAwait(false),
            AuditCheck.None("stylistic or experience sessions with explicit words", implicitSessions, outright, "there is no such session"),
            AuditCheck.None("generalized preferences told in a session", inferable, expressed, "there is no generalized preference with facets"),
        ];
    }

    /// <summary>What the user says where they reveal it.</summary>
    private static string Revealed(IEnumerable<Session> sessions) => string.Join('\n', sessions.SelectMany(s => s.RevealingTurns().Select(i => s.Turns[i].User)));

    private static string? Outright(Session session) => session.Turns.Select(t => ExplicitWords.In(t.User) ?? ExplicitWords.In(t.Assistant)).FirstOrDefault(w => w is not null);

    private static IEnumerable<string> Items(Preference preference) => preference.Facets!.Liked.Concat(preference.Facets.Disliked);

    private static async Task<IEnumerable<AuditCheck>> ByModelAsync(
        AuditSubject subject, AuditModel model, PreferenceRanking ranking, List<Extraction> found, List<ExtractRequest> asked, CancellationToken cancellationToken)
    {
        var answers = await model.AskAsync(
            "audit-extract", asked, AuditJson.Texts.ExtractRequest, AuditJson.Texts.ExtractAnswer, done => subject.Tell(Title, done, asked.Count), cancellationToken).ConfigureAwait(false);
        List<Extraction> extracted = [.. found.Zip(answers).Where(a => a.Second is not null)
            .Select(a => a.First with { Best = ranking.Best(a.First.Preference, a.Second!.Preference) })];
        if (extracted.Count == 0) return [AuditCheck.NotApplicable("extracted by the model", $"none of {answers.Count} answers could be read")];
        return Shares(subject, "by the model", extracted, _ => true, extracted.Count < answers.Count
            ? $"{answers.Count - extracted.Count} answers of all expressions could not be read" : null);
    }

    private static IEnumerable<AuditCheck> Shares(AuditSubject subject, string how, List<Extraction> extractions, Func<string, bool> isLimited, string? note)
    {
        if (extractions.Count == 0) yield return AuditCheck.NotApplicable($"extracted {how}", "no session reveals a preference");
        foreach (var expression in subject.Dataset.Expressions)
        {
            var own = extractions.Where(e => e.Expression == expression).ToList();
            if (subject.Mean(own.Select(e => (e.Preference.UserId, e.IsRight ? 1.0 : 0))) is not { } share) continue;
            var (name, limited) = ($"{expression}, extracted {how}", isLimited(expression));
            var check = limited ? AuditCheck.Above(name, share, Least, note) : AuditCheck.Measured(name, share, "no limit: hints need not share words with what they reveal; --model reads them");
            yield return limited ? check.With([.. own.Where(e => !e.IsRight).Select(e => subject.Finding(e.First, e.Found))]) : check;
        }
    }

    /// <summary>Which preference was read from the sessions of one.</summary>
    /// <param name="Preference">The one that they are to reveal.</param>
    /// <param name="Expression">In which way.</param>
    /// <param name="First">The first of the sessions.</param>
    /// <param name="Best">What was read; null where nothing was.</param>
    private sealed record Extraction(Preference Preference, string Expression, Session First, Preference? Best)
    {
        public bool IsRight => Best is not null && PreferenceRanking.AreSame(Best, Preference);

        public string Found => Best is null ? $"nothing leads to {Preference.Id}" : $"it leads to {Best.Id} and not to {Preference.Id}";
    }
}
