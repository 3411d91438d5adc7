namespace Attune.Reports;

/// <summary>Numbers and names in plain words.</summary>
internal static class Sentence
{
    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> names, string separator = ", ") => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(separator, names.Take(names.Count - 1))}{(separator == ", " ? " and " : separator)}{names[^1]}",
    };

    /// <summary><c>1 user</c>, <c>2 users</c>; with what makes it plural where that is not an s.</summary>
    public static string Count(long number, string one, string? many = null) => $"{Numerals.Whole(number)} {(number == 1 ? one : many ?? one + "s")}";
}
