using Attune.Providers.Limits;

namespace Attune.Providers;

/// <summary>What a user says about an endpoint: one of their own, or the limits and prices of a built-in one.</summary>
public sealed record EndpointSettings
{
    /// <summary>What stands before the colon of a model name: a word of their own choosing, or <c>openai</c> or <c>anthropic</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the endpoint speaks: <c>openai</c> or <c>anthropic</c>; null for a built-in endpoint.</summary>
    public string? Protocol { get; init; }

    /// <summary>The base URL; null for a built-in endpoint.</summary>
    public string? Url { get; init; }

    /// <summary>The environment variable that holds the key; null where the endpoint wants none, and for a built-in endpoint.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>How much may be asked. For a built-in endpoint they hold at the vendor's own address only.</summary>
    public EndpointLimits Limits { get; init; } = new();

    /// <summary>What is known of its models, by the model's own name.</summary>
    public IReadOnlyDictionary<string, ModelSettings> Models { get; init; } = new Dictionary<string, ModelSettings>();
}
