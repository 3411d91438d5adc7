using Attune.Models.Embedded;
using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>
/// Whether questions, options and random conversations give a preference away (RealPref B.1: the query must not reveal it or a purpose
/// that points there; 3.3: random conversations reveal nothing about the user). By words, and with a model by meaning.
/// </summary>
/// <param name="model">Looks for what words do not show; null leaves that out.</param>
internal sealed class LeakageGate(AuditModel? model) : Gate(Title)
{
    public const string Title = "leakage";

    /// <summary>What a model may find: it errs too.</summary>
    private const double ModelLimit = 0.05;

    public override async Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken) =>
    [
        Questions(subject), Options(subject), Statements(subject), .. PairLeakage.Of(subject), Named(subject), Explicit(subject),
        .. model is null ? [] : await SemanticAsync(subject, model, cancellationToken).ConfigureAwait(false),
    ];

    /// <summary>The question must not use the words that tell the sides of its preference apart.</summary>
    private static AuditCheck Questions(AuditSubject subject)
    {
        List<Query> checkable = [.. subject.Queries.Where(q => subject.PreferenceOf(q).Facets is not null)];
        return AuditCheck.None("questions that use words of one side of the preference", checkable.Count,
            [.. checkable.SelectMany(q => Telling(subject, q, q.Question, _ => false)).Select(f => subject.Finding(f.Query, $"its question says {f.Words}"))], "no preference has facets");
    }

    /// <summary>Options offer things; they do not say whose they are.</summary>
    private static AuditCheck Options(AuditSubject subject)
    {
        List<Query> choices = [.. subject.Queries.Where(q => q.Options.Count > 0)];
        var found = choices.Select(q => (Query: q, Words: Outright(q.Options.Select(o => o.Text)))).Where(f => f.Words.Count > 0);
        return AuditCheck.None("options that state a preference", choices.Count, [.. found.Select(f => subject.Finding(f.Query, $"its options say {Quoted(f.Words)}"))], "no query has options");
    }

    /// <summary>A question about one option may say what the open question and the option say, and no more.</summary>
    private static AuditCheck Statements(AuditSubject subject)
    {
        List<Query> checkable = [.. subject.Queries.Where(q => q.TrueQuestion is not null && q.Options.Count > 0 && subject.PreferenceOf(q).Facets is not null)];
        var asking = new AskingWords(subject, checkable);
        return AuditCheck.None(
            "true and false questions that say more than options", checkable.Count, [.. checkable.SelectMany(Found)],
            "no query has both options and true and false questions, and a preference with facets");

        IEnumerable<AuditFinding> Found(Query query)
        {
            var allowed = AskingWords.Allowed(query);
            foreach (var (name, text) in new[] { ("true_question", query.TrueQuestion!), ("false_question", query.FalseQuestion!) })
                foreach (var (_, words) in Telling(subject, query, text, w => allowed.Contains(w) || asking.Contains(w)))
                    yield return subject.Finding(query, $"its {name} says {words}, which no option says");
        }
    }

    /// <summary>What the user says in a random conversation must not name a thing that some user's preference is about.</summary>
    private static AuditCheck Named(AuditSubject subject)
    {
        var sessions = subject.Dataset.RandomSessions;
        var said = new PhraseIndex(sessions.Select(s => string.Join('\n', s.Turns.Select(t => t.User))));
        var facets = subject.Preferences.Select(p => p.Facets).OfType<Facets>();
        var items = facets.SelectMany(f => f.Liked.Concat(f.Disliked)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var named = items.SelectMany(item => said.TextsWith(item).Select(text => (Text: text, Item: item))).GroupBy(n => n.Text, n => n.Item).OrderBy(g => g.Key);
        return AuditCheck.None("random conversations that name liked or disliked things", items.Count == 0 ? 0 : sessions.Count,
            [.. named.Select(g => subject.Finding(sessions[g.Key], $"the user names {Quoted(g)}"))], sessions.Count == 0 ? "there is no random conversation" : "no preference has facets");
    }

    private static AuditCheck Explicit(AuditSubject subject)
    {
        var sessions = subject.Dataset.RandomSessions;
        var found = sessions.Select(s => (Session: s, Words: Outright(s.Turns.Select(t => t.User)))).Where(f => f.Words.Count > 0);
        return AuditCheck.None(
            "random conversations whose user states a preference", sessions.Count, [.. found.Select(f => subject.Finding(f.Session, $"the user says {Quoted(f.Words)}"))],
            "there is no random conversation");
    }

    private static List<string> Outright(IEnumerable<string> texts) => [.. texts.Select(ExplicitWords.In).OfType<string>().Distinct()];

    private static async Task<IReadOnlyList<AuditCheck>> SemanticAsync(AuditSubject subject, AuditModel model, CancellationToken cancellationToken)
    {
        var sessions = subject.Dataset.RandomSessions;
        List<LeakRequest> queries = [.. subject.Queries.Select(Request)];
        List<LeakRequest> pairs = [.. subject.Pairs.SelectMany(p => PairLeakage.Requests(subject, p))];
        List<LeakRequest> said = [.. sessions.Select(s => new LeakRequest { UserMessages = [.. s.Turns.Select(t => t.User)] })];
        var inQueries = await AskAsync("audit-leak", queries, 0).ConfigureAwait(false);
        var inPairs = await AskAsync("audit-leak", pairs, queries.Count).ConfigureAwait(false);
        var inSessions = await AskAsync("audit-leak-session", said, queries.Count + pairs.Count).ConfigureAwait(false);
        return
        [
            Semantic(
                subject, "queries that reveal it, says the model", inQueries, i => subject.PreferenceOf(subject.Queries[i]).UserId,
                (i, words) => subject.Finding(subject.Queries[i], words)),
            // Each query of a pair is asked about for both of its preferences.
            .. pairs.Count == 0 ? [] : (AuditCheck[])
            [
                Semantic(
                    subject, "queries of pairs that reveal a side, says the model", inPairs, i => subject.Dataset.Preference(subject.Pairs[i / 2].PreferenceA).UserId,
                    (i, words) => subject.Finding(subject.Pairs[i / 2], words)),
            ],

            // No user has a random conversation of their own: each counts as one.
            Semantic(subject, "random conversations that do, says the model", inSessions, i => sessions[i].Id, (i, words) => subject.Finding(sessions[i], words)),
        ];

        LeakRequest Request(Query query) => new()
        {
            Preference = subject.PreferenceOf(query).Text,
            Question = query.Question,
            Options = query.Options.Count == 0 ? null : [.. query.Options.Select(o => o.Text)],
        };

        Task<IReadOnlyList<LeakAnswer?>> AskAsync(string prompt, List<LeakRequest> requests, int before) => model.AskAsync(
            prompt, requests, AuditJson.Texts.LeakRequest, AuditJson.Texts.LeakAnswer, done => subject.Tell(Title, before + done, queries.Count + pairs.Count + said.Count), cancellationToken);
    }

    private static AuditCheck Semantic(AuditSubject subject, string name, IReadOnlyList<LeakAnswer?> answers, Func<int, string> cluster, Func<int, string, AuditFinding> finding)
    {
        var read = answers.Index().Where(a => a.Item is not null).ToList();
        if (subject.Mean(read.Select(a => (cluster(a.Index), a.Item!.Reveals ? 1.0 : 0))) is not { } share)
            return AuditCheck.NotApplicable(name, answers.Count == 0 ? "there is none" : $"none of {answers.Count} answers could be read");
        return AuditCheck.Below(name, share, ModelLimit, read.Count < answers.Count ? $"{answers.Count - read.Count} answers could not be read" : null)
            .With([.. read.Where(a => a.Item!.Reveals).Select(a => finding(a.Index, $"the model: '{a.Item!.Words}'"))]);
    }

    private static IEnumerable<(Query Query, string Words)> Telling(AuditSubject subject, Query query, string text, Func<string, bool> isAllowed)
    {
        var words = TellingWords.In(text, subject.PreferenceOf(query).Facets).Where(w => !isAllowed(Stems.Stem(w))).ToList();
        return words.Count == 0 ? [] : [(query, Quoted(words))];
    }

    private static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}
