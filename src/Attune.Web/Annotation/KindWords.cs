namespace Attune.Web.Annotation;

/// <summary>How pages speak of a kind of round.</summary>
public sealed record KindWords
{
    /// <summary>Heads its choice, and names a new round: <c>Contests</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What somebody who makes one should know.</summary>
    public required string About { get; init; }

    /// <summary>One of its items.</summary>
    public required string Item { get; init; }

    /// <summary>Several.</summary>
    public required string Items { get; init; }

    /// <summary>Where items come from: <c>run</c> or <c>dataset</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The model that had its say: <c>evaluator</c>, <c>judge</c>.</summary>
    public required string Model { get; init; }

    /// <summary>What annotators are told, as Markdown.</summary>
    public required string Instructions { get; init; }

    /// <summary>What the source's own command does with what was written.</summary>
    public required Func<Round, (string Command, string Gives)> Use { get; init; }
}
