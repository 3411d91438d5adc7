using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing.Chats;

/// <summary>A name out of a source, as a report may show it: short, and nothing but letters, so that no private text gets there.</summary>
internal static partial class Shown
{
    private const int Longest = 24;

    public static string Short(string name)
    {
        var letters = Others().Replace(name.Length > Longest ? name[..Longest] : name, "?");
        return name.Length > Longest ? letters + "…" : letters;
    }

    [GeneratedRegex("[^A-Za-z_. -]")]
    private static partial Regex Others();
}
