using Attune.Models;

namespace Attune.Runs;

/// <summary>What was known of a model when a run asked it.</summary>
/// <param name="Price">What it cost; null where that was not known.</param>
/// <param name="PriceAsOf">The day of which the price was known; null where the user gave it.</param>
/// <param name="ContextWindow">Tokens that fitted its context; null where that was not known.</param>
public sealed record ModelFacts(ModelPrice? Price, DateOnly? PriceAsOf, int? ContextWindow)
{
    internal static ModelFacts Of(ChatModel model) => new(model.Price, model.PriceAsOf, model.ContextWindow);
}
