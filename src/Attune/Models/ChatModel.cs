using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>A model that can be asked.</summary>
/// <param name="Name">Its name, as experiments and reports show it.</param>
/// <param name="Client">How to ask it; sees messages and nothing else.</param>
/// <param name="Window">Tokens that it sees at most: the newest ones are kept. Null means all.</param>
public sealed record ChatModel(ModelName Name, IChatClient Client, int? Window = null)
{
    /// <summary>True for the models that ship with Attune: baselines with simple mechanisms, whose scores are marked as such.</summary>
    public bool IsEmbedded => Name.Provider == EmbeddedModels.Provider;

    /// <summary>What it costs; null where that is not known.</summary>
    public ModelPrice? Price { get; init; } = Name.Provider == EmbeddedModels.Provider ? ModelPrice.Free : null;

    /// <summary>The day of which the price is known; null for a price that the user gave, and where none is known.</summary>
    public DateOnly? PriceAsOf { get; init; }

    /// <summary>Tokens that fit its context, input and output together; null where that is not known, or where there is no limit.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>Tokens of an answer at most, where a call does not say otherwise; null where only the endpoint knows.</summary>
    public int? MaxOutput { get; init; }
}
