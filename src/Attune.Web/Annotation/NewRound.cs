namespace Attune.Web.Annotation;

/// <summary>What an owner asks for when they make a round.</summary>
internal sealed record NewRound
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Source { get; init; }

    public required string Instructions { get; init; }

    /// <summary>At least 1, and no more than there are annotators.</summary>
    public required int Overlap { get; init; }

    public required bool ShowsOpinions { get; init; }

    /// <summary>Accounts, in any order.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>In the order in which they are dealt.</summary>
    public required IReadOnlyList<NewItem> Items { get; init; }
}

/// <summary>An item of it.</summary>
/// <param name="Body">JSON; what is shown.</param>
/// <param name="SwappedFirst">Whether the first who sees it has the seats swapped.</param>
/// <param name="ModelSays">What a model said of it; null where none did.</param>
internal sealed record NewItem(string Body, bool SwappedFirst, string? ModelSays);
