namespace Attune.Web.Annotation;

/// <summary>How somebody works in a round.</summary>
public sealed record AnnotatorFigures
{
    /// <summary>How they are called wherever answers leave the console.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>Of their account.</summary>
    public required string Name { get; init; }

    /// <summary>Answers that are in.</summary>
    public required int Answers { get; init; }

    /// <summary>Tasks that they left to others.</summary>
    public required long Skipped { get; init; }

    /// <summary>Median seconds of an answer: as their browser counted, pauses left out, else from dealing to answer. Null without answers.</summary>
    public double? Seconds { get; init; }

    /// <summary>What their habits come to, in the order of the kind's; empty texts without answers.</summary>
    public required IReadOnlyList<string> Habits { get; init; }

    /// <summary>When they last answered; null for never.</summary>
    public DateTimeOffset? LastAt { get; init; }

    internal static AnnotatorFigures Of(AnnotatorRow annotator, IReadOnlyList<AnswerRow> answers, IReadOnlyList<Habit> habits)
    {
        var seconds = answers.Select(a => (a.ActiveMs ?? (a.AnsweredAt - a.DealtAt).TotalMilliseconds) / 1000).Order().ToList();
        return new()
        {
            Pseudonym = annotator.Pseudonym,
            Name = annotator.Name,
            Answers = answers.Count,
            Skipped = annotator.Skipped,
            Seconds = seconds.Count > 0 ? (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2 : null,
            Habits = [.. habits.Select(h => answers.Count > 0 ? h.Of(answers) : "")],
            LastAt = annotator.LastAt,
        };
    }
}
