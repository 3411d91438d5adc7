using Attune.Models.Embedded;
using Attune.Questions;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>
/// Words in which a dataset asks whether an option is right ("would that fit?"). They may happen to stand among what some user likes,
/// but where several queries use one that tells nothing of their own preferences, it is a way of asking.
/// </summary>
internal sealed class AskingWords
{
    /// <summary>So many queries make a word a way of asking.</summary>
    private const int Several = 3;

    private readonly HashSet<string> _stems;

    public AskingWords(AuditSubject subject, IEnumerable<Query> queries) => _stems =
    [
        .. queries.SelectMany(q => Stems.Of($"{q.TrueQuestion}\n{q.FalseQuestion}").Distinct().Except(Allowed(q)).Except(TellingWords.Of(subject.PreferenceOf(q).Facets)))
            .CountBy(stem => stem, StringComparer.Ordinal).Where(s => s.Value >= Several).Select(s => s.Key),
    ];

    /// <summary>The stems of a query's open question and options.</summary>
    public static HashSet<string> Allowed(Query query) => [.. Stems.Of(string.Join('\n', query.Options.Select(o => o.Text).Prepend(query.Question)))];

    public bool Contains(string stem) => _stems.Contains(stem);
}
