using Attune.Models.Embedded;
using Attune.People;
using Attune.Retrieval;
using Attune.Synthesis.Rules;
using Microsoft.Extensions.AI;

namespace Attune.Audits.Gates;

/// <summary>
/// Tells which preference a text speaks of: the one of highest BM25 over stems of content words, among all of the user's and those of
/// other users on the same subtopic.
/// </summary>
internal sealed class PreferenceRanking(AuditSubject subject)
{
    private readonly Dictionary<string, ConversationTurn> _documents = subject.Preferences.ToDictionary(p => p.Id, Document, StringComparer.Ordinal);
    private readonly ILookup<string, Preference> _bySubtopic = subject.Preferences.ToLookup(p => p.Topic.ToString(), StringComparer.OrdinalIgnoreCase);
    private readonly Bm25 _bm25 = new();

    /// <summary>The preference that a text is most like; null where it shares no word with any, or as much with two that differ.</summary>
    /// <param name="preference">The one that it should be, which says whose and on which subtopic.</param>
    /// <param name="text">What was said.</param>
    public Preference? Best(Preference preference, string text)
    {
        List<Preference> candidates = [.. subject.PreferencesOf[preference.UserId], .. _bySubtopic[preference.Topic.ToString()].Where(p => p.UserId != preference.UserId)];
        var scores = _bm25.Score(Stems.Of(text), [.. candidates.Select(c => _documents[c.Id])]);
        var highest = scores.Max();
        if (highest <= 0) return null;
        var best = candidates.Index().Where(c => scores[c.Index] == highest).Select(c => c.Item).ToList();
        return best.Skip(1).All(b => AreSame(best[0], b)) ? best[0] : null;
    }

    /// <summary>Two users may hold the same preference: naming the one names the other. How many do is the business of consistency.</summary>
    public static bool AreSame(Preference a, Preference b) => a.Id == b.Id || (a.UserId != b.UserId
        && (Likeness.AreAlike(a.Text, b.Text) || AreSame(a.Facets?.Liked, b.Facets?.Liked) || AreSame(a.Facets?.Disliked, b.Facets?.Disliked)));

    private static bool AreSame(IReadOnlyList<string>? some, IReadOnlyList<string>? others) =>
        some is { Count: > 0 } && others is { Count: > 0 } && some.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(others);

    private static ConversationTurn Document(Preference preference) =>
        new(new(ChatRole.User, string.Join(' ', Stems.Of(string.Join(' ', [preference.Text, .. preference.Facets?.Liked ?? [], .. preference.Facets?.Disliked ?? []])))), null);
}
