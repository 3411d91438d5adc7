namespace Attune.Web.Annotation;

/// <summary>A set of items that people judge.</summary>
public sealed record Round
{
    /// <summary>The kind of a round in which contestants are compared.</summary>
    public const string Contests = "contests";

    /// <summary>The kind of a round in which open answers are scored on the judge's rubrics.</summary>
    public const string Scores = "scores";

    /// <summary>The kind of a round in which the queries of preference pairs are chosen.</summary>
    public const string Checks = "checks";

    /// <summary>Never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What its owner calls it; annotators see it.</summary>
    public required string Name { get; init; }

    /// <summary>What is judged: <see cref="Contests"/>, <see cref="Scores"/> or <see cref="Checks"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The run or dataset that the items come from; annotators don't see it.</summary>
    public required string Source { get; init; }

    /// <summary>What annotators are told, as Markdown.</summary>
    public required string Instructions { get; init; }

    /// <summary>How many people see each item.</summary>
    public required long Overlap { get; init; }

    /// <summary><c>none</c>, or <c>on-request</c> where a model's opinion is shown to who asks for it.</summary>
    public required string Opinions { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when nobody can answer; null where it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When its answers were last written to where they are used; null for never.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Items.</summary>
    public long Items { get; init; }

    /// <summary>Answers so far; complete at items × overlap.</summary>
    public long Answers { get; init; }

    /// <summary>Answers that are wanted.</summary>
    public long Wanted => Items * Overlap;
}
