namespace Attune.Questions;

/// <summary>One option of a multiple-choice query.</summary>
public sealed record Option
{
    /// <summary><c>A</c> to <c>D</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What it offers.</summary>
    public required string Text { get; init; }
}
