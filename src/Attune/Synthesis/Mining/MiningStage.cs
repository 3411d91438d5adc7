namespace Attune.Synthesis.Mining;

/// <summary>The stages in which a model has part in mining (InterPref 3.2 and 3.3.1).</summary>
public static class MiningStage
{
    /// <summary>Chats become sessions of one topic, with what each tells about the user.</summary>
    public const string Chunks = "chunks";

    /// <summary>A cluster of preferences gets a category and a name.</summary>
    public const string Categories = "categories";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Chunks, Categories];
}
