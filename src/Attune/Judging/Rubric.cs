using System.Text.RegularExpressions;
using Attune.People;
using Attune.Prompts;

namespace Attune.Judging;

/// <summary>What the judge is told of a dimension, laid out for people who score beside it: read from the same prompt, so that both score by the same words.</summary>
internal sealed partial class Rubric
{
    private Rubric()
    {
    }

    /// <summary>What is scored.</summary>
    public required Dimension Dimension { get; init; }

    /// <summary>The dimension's question.</summary>
    public required string Question { get; init; }

    /// <summary>The conditions of the levels 1 to 5, in that order.</summary>
    public required IReadOnlyList<string> Levels { get; init; }

    /// <summary>The same for preferences of this type, where A is what honours them and B what violates them; empty where the type makes no difference.</summary>
    public IReadOnlyList<string> OfType { get; init; } = [];

    /// <summary>What such a preference is in terms of A and B; null likewise.</summary>
    public string? TypeInTerms { get; init; }

    /// <summary>What else to go by, paragraph by paragraph.</summary>
    public required IReadOnlyList<string> Rulings { get; init; }

    /// <summary>All three, in the judge's order.</summary>
    /// <param name="prompts">Holds the judge's prompts.</param>
    /// <param name="type">The preference's type; null leaves the criteria of each type among the rulings.</param>
    /// <exception cref="BadInputException">A prompt that was replaced names no levels.</exception>
    public static IReadOnlyList<Rubric> All(PromptLibrary prompts, PreferenceType? type) => [.. Judge.Dimensions.Select(d => Of(prompts, d, type))];

    private static Rubric Of(PromptLibrary prompts, Dimension dimension, PreferenceType? type)
    {
        var lines = Judge.Rubric(prompts, dimension, type).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var levels = lines.Select(l => Level().Match(l)).Where(m => m.Success).Select(m => m.Groups["text"].Value).ToList();
        if (levels.Count != 5) throw new BadInputException($"judge-{Word.Of(dimension)}.hbs", "names no five levels", "Begin a line for each of them with its number and a colon");
        var typed = type is null ? null : lines.FirstOrDefault(l => TypeLine().IsMatch(l));
        return new()
        {
            Dimension = dimension,
            Question = lines.Select(l => Asked().Match(l)).FirstOrDefault(m => m.Success)?.Groups["text"].Value ?? "",
            Levels = levels,
            OfType = typed is null ? [] : [.. TypeLevel().Matches(typed).Select(m => m.Groups["text"].Value)],
            TypeInTerms = typed is null ? null : TypeLine().Match(typed).Groups["terms"].Value,
            Rulings = [.. lines.Where(l => l != typed && !Level().IsMatch(l) && !Asked().IsMatch(l) && !IsForModels(l))],
        };
    }

    /// <summary>Who it is told to, and in which form to reply: people are told otherwise.</summary>
    private static bool IsForModels(string line) =>
        line.StartsWith("You score ", StringComparison.Ordinal) || line.StartsWith("Reply with ", StringComparison.Ordinal);

    [GeneratedRegex("^[1-5]: (?<text>.+)$")]
    private static partial Regex Level();

    [GeneratedRegex("^Dimension: [a-z]+\\. (?<text>.+)$")]
    private static partial Regex Asked();

    [GeneratedRegex("^For (?<terms>.+?) \\([a-z]+\\): 1 .+; 5 ")]
    private static partial Regex TypeLine();

    [GeneratedRegex("(?<=[:;] )[1-5] (?<text>.+?)(?=; [1-5] |\\.$)")]
    private static partial Regex TypeLevel();
}
