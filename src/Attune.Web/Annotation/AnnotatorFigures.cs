namespace Attune.Web.Annotation;

/// <summary>How somebody works in a round. Shares and times are null where there is nothing to tell them by.</summary>
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

    /// <summary>Median seconds of an answer: as their browser counted, pauses left out, else from dealing to answer.</summary>
    public double? Seconds { get; init; }

    /// <summary>Share of ties.</summary>
    public double? Ties { get; init; }

    /// <summary>Share of the left side among answers that name one: far from a half is a habit of place.</summary>
    public double? Left { get; init; }

    /// <summary>Answers before which they had asked for a model's opinion.</summary>
    public required int Opinions { get; init; }

    /// <summary>When they last answered; null for never.</summary>
    public DateTimeOffset? LastAt { get; init; }

    internal static AnnotatorFigures Of(AnnotatorRow annotator, IReadOnlyList<AnswerRow> answers)
    {
        var seconds = answers.Select(a => (a.ActiveMs ?? (a.AnsweredAt - a.DealtAt).TotalMilliseconds) / 1000).Order().ToList();
        var named = answers.Where(a => a.Answer != Side.Tie).ToList();
        return new()
        {
            Pseudonym = annotator.Pseudonym,
            Name = annotator.Name,
            Answers = answers.Count,
            Skipped = annotator.Skipped,
            Seconds = seconds.Count > 0 ? (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2 : null,
            Ties = answers.Count > 0 ? 1 - (double)named.Count / answers.Count : null,
            Left = named.Count > 0 ? named.Average(a => a.Answer == Side.Left ? 1.0 : 0.0) : null,
            Opinions = answers.Count(a => a.OpinionAt is not null),
            LastAt = annotator.LastAt,
        };
    }
}
