namespace Attune.Synthesis;

/// <summary>What a record was made by; each generated record carries it as <c>made</c>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Prompt">Begin of the SHA-256 of the prompt that asked for it, lower-case hex.</param>
/// <param name="Seed">The seed in the request.</param>
internal sealed record Provenance(string Model, string Prompt, long Seed);
