namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>The words with which people speak of themselves; lists with blanks between the words, hyphens within those of several words.</summary>
internal sealed record SelfWords(
    string Likings, string Doings, string Declined, string Habits, string Fillers, string States, string Tendencies, string Kin, string OwnedKin, string NotMeant, string NotA)
{
    /// <summary>The words of a list.</summary>
    public static HashSet<string> Of(string list) => new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of several words of a list, with blanks in them.</summary>
    public static string[] Phrases(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Replace('-', ' '))];
}
