using Attune.Models;

namespace Attune.Providers.Prices;

/// <summary>A model whose price or context window is known.</summary>
/// <param name="Name">Its name, as experiments write it.</param>
/// <param name="Price">What it costs; null where that is not known.</param>
/// <param name="ContextWindow">Tokens that fit its context; null where that is not known.</param>
/// <param name="AsOf">The day of which the table that ships with Attune knows it; null where the user said it.</param>
public sealed record KnownModel(string Name, ModelPrice? Price, int? ContextWindow, DateOnly? AsOf);
