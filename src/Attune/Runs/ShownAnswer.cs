using Attune.Judging;

namespace Attune.Runs;

/// <summary>An open answer with all that people need to score it, and where it comes from.</summary>
internal sealed record ShownAnswer
{
    /// <summary>The trial's key.</summary>
    public required string Key { get; init; }

    /// <summary>The cell of the experiment.</summary>
    public required Condition Condition { get; init; }

    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The query's id.</summary>
    public required string QueryId { get; init; }

    /// <summary>What the user prefers.</summary>
    public required CalibrationPreference Preference { get; init; }

    /// <summary>What they asked.</summary>
    public required string Query { get; init; }

    /// <summary>What the model answered.</summary>
    public required string Answer { get; init; }

    /// <summary>The judge's scores, 1 to 5 by dimension; fewer than three where it gave none.</summary>
    public IReadOnlyDictionary<string, int> Judged { get; init => field = value ?? new Dictionary<string, int>(); } = new Dictionary<string, int>();

    /// <summary>The same with people's scores, for those who check a judge by them.</summary>
    /// <param name="scores">1 to 5 by dimension.</param>
    public CalibrationAnswer ScoredBy(IReadOnlyDictionary<string, int> scores) => new() { Id = Key, Preference = Preference, Query = Query, Answer = Answer, Scores = scores };
}
