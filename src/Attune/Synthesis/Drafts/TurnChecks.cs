using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>What every generated conversation must meet.</summary>
internal static class TurnChecks
{
    private const int MostWords = 400;

    /// <summary>What is wrong with the number and length of turns.</summary>
    public static IEnumerable<string> Shape(IReadOnlyList<(string User, string Assistant)> turns, int least, int most)
    {
        if (turns.Count < least || turns.Count > most) yield return least == most ? $"{turns.Count} turns; write {least}" : $"{turns.Count} turns; write {least} to {most}";
        for (var i = 0; i < turns.Count; i++)
        {
            if (Texts.Length($"user message {i + 1}", turns[i].User, 1, MostWords) is { } user) yield return user;
            if (Texts.Length($"assistant message {i + 1}", turns[i].Assistant, 1, MostWords) is { } assistant) yield return assistant;
        }
    }

    /// <summary>Things of the user's preferences that a conversation about something else names.</summary>
    public static IEnumerable<string> Named(IEnumerable<Turn> turns, IEnumerable<Preference> preferences)
    {
        var text = string.Join('\n', turns.Select(t => t.User + '\n' + t.Assistant));
        return preferences.SelectMany(p => (p.Facets?.Liked ?? []).Concat(p.Facets?.Disliked ?? [])).Where(item => text.Contains(item, StringComparison.OrdinalIgnoreCase)).Distinct();
    }
}
