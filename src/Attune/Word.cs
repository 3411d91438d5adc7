namespace Attune;

/// <summary>Names as files, options and pages write them: kebab-case words of the plan.</summary>
internal static class Word
{
    /// <summary>The word of an enum member: <c>MultipleChoice</c> is <c>multiple-choice</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Words<T>.ByValue[value];

    /// <summary>All words of an enum, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The enum member of a word.</summary>
    /// <param name="word">What the user wrote.</param>
    /// <param name="place">What it is, as errors show it: <c>task</c>.</param>
    /// <exception cref="BadInputException">It is none of the words.</exception>
    public static T Parse<T>(string word, string place)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == word) return value;
        throw new BadInputException($"{place} '{word}'", "is not known", "Use " + string.Join(", ", All<T>()));
    }

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToDictionary(v => v, v => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
    }
}
