using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing;

/// <summary>What is odd about the strings of a JSON value, at any depth. It judges only; the text is kept as it is.</summary>
internal static partial class TextOddities
{
    /// <summary>Each oddity with the places that show it, as <c>conversation.2.assistant</c>.</summary>
    public static IEnumerable<(string Problem, string Action)> Of(JsonElement element) =>
        Walk(element, "").GroupBy(o => o.Oddity, o => o.Path).Select(g => ($"{Places([.. g])}: {g.Key.Problem}", g.Key.Action));

    private static IEnumerable<(string Path, Oddity Oddity)> Walk(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => OfText(element.GetString()!).Select(oddity => (path, oddity)),
        JsonValueKind.Array => element.EnumerateArray().Index().SelectMany(e => Walk(e.Item, $"{path}[{e.Index}]")),
        JsonValueKind.Object => WalkFields(element, path.Length == 0 ? "" : path + "."),
        _ => [],
    };

    private static IEnumerable<(string, Oddity)> WalkFields(JsonElement element, string prefix)
    {
        foreach (var twice in element.EnumerateObject().CountBy(f => f.Name).Where(f => f.Value > 1))
            yield return (prefix + twice.Key, new("stands there more than once", "the last one counts"));
        foreach (var field in element.EnumerateObject())
            foreach (var found in Walk(field.Value, prefix + field.Name))
                yield return found;
    }

    private static IEnumerable<Oddity> OfText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new("is empty", "read as missing");
            yield break;
        }

        if (text.EndsWith('\n')) yield return new("ends in a line break", "kept");
        else if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) yield return new("begins or ends with white space", "kept");
        if (Quoted().IsMatch(text)) yield return new("is wrapped in literal quotes", "kept");
        if (Mask().IsMatch(text)) yield return new("holds a mask such as NAME_1", "kept");
        if (Control().IsMatch(text)) yield return new("holds a control character", "kept");
        if (text.Contains('\uFFFD', StringComparison.Ordinal)) yield return new("holds U+FFFD, a character lost at the source", "kept");
    }

    private static string Places(List<string> paths) => paths.Count <= 3
        ? string.Join(", ", paths)
        : $"{string.Join(", ", paths.Take(3))} and {paths.Count - 3} more";

    [GeneratedRegex("""\A\s*(?:"[^"]*"|“[^“”]*”)\s*\z""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bNAME_\d+\b")]
    private static partial Regex Mask();

    [GeneratedRegex(@"[\p{Cc}-[\t\r\n]]")]
    private static partial Regex Control();

    private readonly record struct Oddity(string Problem, string Action);
}
