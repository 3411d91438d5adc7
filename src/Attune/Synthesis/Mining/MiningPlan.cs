using Attune.Models;

namespace Attune.Synthesis.Mining;

/// <summary>What is to be mined.</summary>
public sealed record MiningPlan : IMakingPlan
{
    /// <summary>The new dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset with the chats: a folder, or the name of one under <c>./data</c>.</summary>
    public required string Chats { get; init; }

    /// <summary>The model that reads.</summary>
    public required string Model { get; init; }

    /// <summary>The model that makes the embeddings.</summary>
    public string Embeddings { get; init; } = EmbeddedModels.Embeddings;

    /// <summary>With the same seed and embedded models, the same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>A folder of prompts in the place of those that ship; null means none.</summary>
    public string? Prompts { get; init; }
}
