namespace Attune.Training;

/// <summary>One file of training conversations.</summary>
public sealed record TrainingPart
{
    /// <summary>Its name in the split.</summary>
    public required string Name { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Lines.</summary>
    public required int Conversations { get; init; }

    /// <summary>Tokens of all conversations (o200k_base, texts only), both answers of a preference pair included.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens of the longest conversation, with the longer of two answers.</summary>
    public required long LongestTokens { get; init; }

    /// <summary>The line of the longest conversation, from 1.</summary>
    public required int LongestLine { get; init; }

    /// <summary>Conversations in which two messages of one role follow each other, because the history has a turn without a reply; some chat templates refuse them.</summary>
    public required int NotAlternating { get; init; }

    /// <summary>Whose histories are in it, by id.</summary>
    public required IReadOnlyList<string> Users { get; init; }

    /// <summary>The topics of the preferences that its questions test.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The queries and preference pairs that are asked in it, by id.</summary>
    public required IReadOnlyList<string> Queries { get; init; }
}
