namespace Attune.Web.Annotation;

/// <summary>A contest as an annotator sees it: texts and nothing that tells who wrote them.</summary>
public sealed record ContestView
{
    /// <summary>Of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Of the round.</summary>
    public required string RoundId { get; init; }

    /// <summary>What a form that is sent from the page must carry.</summary>
    public required string Token { get; init; }

    /// <summary>What both users asked.</summary>
    public required string Query { get; init; }

    /// <summary>What the two users prefer.</summary>
    public required IReadOnlyList<string> Preferences { get; init; }

    /// <summary>The left side's answers to the two users.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>The right side's.</summary>
    public required IReadOnlyList<string> Right { get; init; }

    /// <summary>A comment that was begun.</summary>
    public required string Comment { get; init; }

    /// <summary>Milliseconds counted so far.</summary>
    public required long ActiveMs { get; init; }

    /// <summary>Whether a model's opinion can be asked for.</summary>
    public required bool OffersOpinion { get; init; }

    /// <summary>The side that a model named, or <c>tie</c>; null where it was not asked for, or named none.</summary>
    public string? Opinion { get; init; }

    /// <summary>Its reason; null likewise.</summary>
    public string? Rationale { get; init; }

    /// <summary>What the annotator said; null where the task is open.</summary>
    public string? Answer { get; init; }

    internal static ContestView Of(RoundTask task, bool withOpinions)
    {
        var contest = ContestRounds.Read(task.Body);
        var (left, right) = task.IsSwapped ? (contest.ByB, contest.ByA) : (contest.ByA, contest.ByB);
        var opinion = withOpinions ? contest.Opinions.FirstOrDefault(o => o.Swapped == task.IsSwapped && Side.Of(o) is not null) : null;
        var shown = task.OpinionAt is null ? null : opinion;
        return new()
        {
            TaskId = task.Id,
            RoundId = task.RoundId,
            Token = task.Token,
            Query = left.Query,
            Preferences = [left.PreferenceA, left.PreferenceB],
            Left = [left.AnswerA, left.AnswerB],
            Right = [right.AnswerA, right.AnswerB],
            Comment = task.Comment,
            ActiveMs = task.ActiveMs ?? 0,
            OffersOpinion = opinion is not null,
            Opinion = shown is null ? null : Side.Of(shown),
            Rationale = shown?.Rationale,
            Answer = task.Answer,
        };
    }
}
