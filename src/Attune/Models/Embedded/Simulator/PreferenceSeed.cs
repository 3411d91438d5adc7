namespace Attune.Models.Embedded.Simulator;

/// <summary>What a preference can be made of without a model: two sides of one topic, and how people speak of them. One line of the bank.</summary>
internal sealed record PreferenceSeed
{
    public required string Id { get; init; }

    /// <summary>One of RealPref's seven fields (appendix A.2, Table 3).</summary>
    public required string Field { get; init; }

    /// <summary>One of its 37 subtopics.</summary>
    public required string Subtopic { get; init; }

    /// <summary>Why, in one word; equal ones across topics can share a generalized preference.</summary>
    public required string Motive { get; init; }

    public required SeedSide Liked { get; init; }

    public required SeedSide Disliked { get; init; }

    /// <summary>Three things of the same kind that are on neither side.</summary>
    public required IReadOnlyList<string> Other { get; init; }

    /// <summary>A clause without a pronoun, to stand after "because".</summary>
    public required string Reason { get; init; }

    public required SeedEvent Event { get; init; }

    /// <summary>What people say who do not say it outright.</summary>
    public required SeedHints Hints { get; init; }

    /// <summary>A question of the same area to begin a conversation with; gives nothing away.</summary>
    public required string Opening { get; init; }

    /// <summary>The question that tests the preference; gives nothing away.</summary>
    public required string Query { get; init; }

    /// <summary>Why it does.</summary>
    public required string Explanation { get; init; }
}

/// <summary>One side of a seed.</summary>
/// <param name="Name">A noun phrase, as in "prefers NAME over NAME".</param>
/// <param name="Instances">Three concrete things of the kind.</param>
internal sealed record SeedSide(string Name, IReadOnlyList<string> Instances);

/// <summary>How the preference came to be.</summary>
/// <param name="Before">What the user asks before it happened, with no preference formed.</param>
/// <param name="Happened">What happened, in the third person.</param>
/// <param name="After">What the user tells afterwards.</param>
internal sealed record SeedEvent(string Before, string Happened, string After);

/// <summary>Two sentences for each side, without words of liking.</summary>
/// <param name="Liked">For what pulls.</param>
/// <param name="Disliked">For what puts off.</param>
internal sealed record SeedHints(IReadOnlyList<string> Liked, IReadOnlyList<string> Disliked);
