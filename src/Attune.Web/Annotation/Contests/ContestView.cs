using Attune.Runs.Pairs;

namespace Attune.Web.Annotation.Contests;

/// <summary>A contest as an annotator sees it: texts and nothing that tells who wrote them.</summary>
public sealed record ContestView
{
    /// <summary>What both users asked.</summary>
    public required string Query { get; init; }

    /// <summary>What the two users prefer.</summary>
    public required IReadOnlyList<string> Preferences { get; init; }

    /// <summary>The left side's answers to the two users.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>The right side's.</summary>
    public required IReadOnlyList<string> Right { get; init; }

    /// <summary>Whether a model named a side in this order of the seats.</summary>
    public required bool HasOpinion { get; init; }

    /// <summary>The side that it named, or <c>tie</c>; null where it is not to be shown, or named none.</summary>
    public string? Opinion { get; init; }

    /// <summary>Its reason; null likewise.</summary>
    public string? Rationale { get; init; }

    internal static ContestView Of(ShownContest contest, bool swapped, bool withOpinion)
    {
        var (left, right) = swapped ? (contest.ByB, contest.ByA) : (contest.ByA, contest.ByB);
        var opinion = contest.Opinions.FirstOrDefault(o => o.Swapped == swapped && Side.Of(o) is not null);
        var shown = withOpinion ? opinion : null;
        return new()
        {
            Query = left.Query,
            Preferences = [left.PreferenceA, left.PreferenceB],
            Left = [left.AnswerA, left.AnswerB],
            Right = [right.AnswerA, right.AnswerB],
            HasOpinion = opinion is not null,
            Opinion = shown is null ? null : Side.Of(shown),
            Rationale = shown?.Rationale,
        };
    }
}
