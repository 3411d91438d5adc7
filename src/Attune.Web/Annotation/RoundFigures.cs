namespace Attune.Web.Annotation;

/// <summary>How a round stands: agreement of people with each other and with a model, and how each of them works.</summary>
public sealed record RoundFigures
{
    /// <summary>Agreement.</summary>
    public required KindFigures Agreement { get; init; }

    /// <summary>Each who takes part.</summary>
    public required IReadOnlyList<AnnotatorFigures> Annotators { get; init; }

    /// <summary>What heads <see cref="AnnotatorFigures.Habits"/>.</summary>
    public required IReadOnlyList<string> Habits { get; init; }

    /// <summary>Items on which people differ: those first that nothing settles, each by place.</summary>
    internal IReadOnlyList<JudgedItem> Disputed { get; init; } = [];

    /// <summary>Items on which people differ and nothing settles it.</summary>
    public required int Unsettled { get; init; }

    internal static RoundFigures Of(IRoundKind kind, IReadOnlyList<JudgedItem> items, IReadOnlyList<AnnotatorRow> annotators)
    {
        var answers = items.SelectMany(i => i.Answers).ToLookup(a => a.Pseudonym, StringComparer.Ordinal);
        List<JudgedItem> disputed = [.. items.Where(i => i.IsDisputed).OrderBy(i => i.Label is not null).ThenBy(i => i.Place)];
        return new()
        {
            Agreement = kind.FiguresOf(items),
            Annotators = [.. annotators.Select(a => AnnotatorFigures.Of(a, [.. answers[a.Pseudonym]], kind.Habits))],
            Habits = [.. kind.Habits.Select(h => h.Title)],
            Disputed = disputed,
            Unsettled = disputed.Count(i => i.Label is null),
        };
    }
}
