using Attune.Judging;
using Attune.Prompts;
using Attune.Runs;

namespace Attune.Web.Annotation.Scores;

/// <summary>An open answer as an annotator sees it: nothing in it tells which model wrote it, by which method, after which conversations.</summary>
public sealed record ScoreView
{
    /// <summary>What the user prefers.</summary>
    public required string Preference { get; init; }

    /// <summary>Its type in a word; null where nobody says.</summary>
    public string? Type { get; init; }

    /// <summary>What honours it.</summary>
    public required IReadOnlyList<string> Liked { get; init; }

    /// <summary>What violates it.</summary>
    public required IReadOnlyList<string> Disliked { get; init; }

    /// <summary>What they asked.</summary>
    public required string Query { get; init; }

    /// <summary>What they were answered.</summary>
    public required string Answer { get; init; }

    /// <summary>What to score, by the rubrics of the judge.</summary>
    public required IReadOnlyList<ScaleView> Scales { get; init; }

    internal static ScoreView Of(ShownAnswer shown) => new()
    {
        Preference = shown.Preference.Text,
        Type = shown.Preference.Type is { } type ? Word.Of(type) : null,
        Liked = shown.Preference.Liked,
        Disliked = shown.Preference.Disliked,
        Query = shown.Query,
        Answer = shown.Answer,
        Scales = [.. Rubric.All(PromptLibrary.Default, shown.Preference.Type).Select(ScaleView.Of)],
    };
}
