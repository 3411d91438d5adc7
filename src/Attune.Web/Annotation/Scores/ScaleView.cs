using Attune.Judging;

namespace Attune.Web.Annotation.Scores;

/// <summary>A dimension to score in.</summary>
/// <param name="Name">Its name, as forms have it.</param>
/// <param name="Question">What it asks.</param>
/// <param name="Levels">The levels from 1 to 5: in general, and for preferences of this type, or null.</param>
/// <param name="TypeInTerms">What a preference of this type is in terms of A and B; null where the type makes no difference.</param>
/// <param name="Rulings">What else to go by.</param>
public sealed record ScaleView(string Name, string Question, IReadOnlyList<(string Text, string? OfType)> Levels, string? TypeInTerms, IReadOnlyList<string> Rulings)
{
    internal static ScaleView Of(Rubric rubric) => new(
        Word.Of(rubric.Dimension), rubric.Question, [.. rubric.Levels.Select((l, i) => (l, rubric.OfType.Count > i ? rubric.OfType[i] : null))], rubric.TypeInTerms, rubric.Rulings);
}
