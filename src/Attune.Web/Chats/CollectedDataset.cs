namespace Attune.Web.Chats;

/// <summary>A dataset that the console made of a collection.</summary>
public sealed record CollectedDataset
{
    /// <summary>The folder's name among the datasets.</summary>
    public required string Name { get; init; }

    /// <summary><c>chats</c>, or <c>mined</c> from such.</summary>
    public required string Kind { get; init; }

    /// <summary><c>making</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it failed, in one line.</summary>
    public string? Problem { get; init; }

    /// <summary>The model that mined it.</summary>
    public string? Model { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}
