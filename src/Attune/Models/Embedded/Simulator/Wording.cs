using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Chooses among wordings, and fills their places.</summary>
internal static partial class Wording
{
    /// <summary>One of these.</summary>
    public static T One<T>(this KeyedRandom random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>A text with its places filled; one that nothing is given for stays as it is.</summary>
    public static string Fill(this string frame, params (string Place, string Text)[] values) => Place().Replace(frame, place =>
    {
        var at = Array.FindIndex(values, v => v.Place == place.Groups[1].Value);
        return at < 0 ? place.Value : values[at].Text;
    });

    /// <summary>The text as a sentence begins.</summary>
    public static string Capital(this string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
