using System.Text.Json.Nodes;
using Attune.Retrieval;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>Chooses a category for sentences by the words that they have in common with it, and by whether they say what the user is, has or likes.</summary>
internal static class CategoryWriter
{
    private const double Expected = 0.5;
    private const string Answers = "answers";

    private static readonly IReadOnlyList<(CategoryWords Category, HashSet<string> Words)> Known =
        [.. Bank.Categories.Select(c => (c, Words.Of(c.Words).ToHashSet(StringComparer.Ordinal)))];

    public static JsonObject? Write(SimulatedRequest request)
    {
        if (request.Texts is not { Count: > 0 } texts || request.Categories is not { Count: > 0 } categories) return null;
        var words = texts.SelectMany(t => Words.Of(t).Skip(2)).ToList();
        var (expected, name) = Expectation(texts[0]);
        var best = Known.Where(k => categories.Contains(k.Category.Category)).Select(k => (k.Category, Score: Score(k.Words, words) + (k.Category.Category == expected ? Expected : 0))).MaxBy(k => k.Score);
        return best is { Score: > Expected, Category: var category }
            ? new() { ["category"] = category.Category, ["name"] = category.Name }
            : new() { ["category"] = categories.Contains(expected) ? expected : categories[0], ["name"] = name };
    }

    /// <summary>What is said of answers is about answers, whatever else is named.</summary>
    private static double Score(HashSet<string> known, IReadOnlyList<string> words) =>
        known.Contains(Answers) == words.Contains(Answers) ? words.Count(known.Contains) : 0;

    /// <summary>What is expected of a sentence by its beginning, and its name where no word is known.</summary>
    private static (string Category, string Name) Expectation(string text) => Words.Of(text).ElementAtOrDefault(2) switch
    {
        "is" when text.Contains(" fan of ", StringComparison.Ordinal) => ("Lifestyle", "Tastes and habits"),
        "is" when text.Contains(" is a", StringComparison.Ordinal) => ("Work and income", "Occupation"),
        "is" => ("Personality", "Character"),
        "has" or "lives" => ("Background", "Circumstances"),
        "speaks" or "codes" or "programs" => ("Knowledge and skills", "Skills"),
        _ when Words.Of(text).Contains(Answers) => ("Content style", "What answers hold"),
        _ => ("Lifestyle", "Tastes and habits"),
    };
}
