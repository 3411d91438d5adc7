using Attune.Models;

namespace Attune.Providers;

/// <summary>What is known of a model.</summary>
/// <param name="ContextWindow">Tokens that fit its context, input and output together; null where that is not known.</param>
/// <param name="Price">What it costs; null where that is not known.</param>
public sealed record ModelSettings(int? ContextWindow = null, ModelPrice? Price = null);
