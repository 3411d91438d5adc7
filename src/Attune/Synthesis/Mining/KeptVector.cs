namespace Attune.Synthesis.Mining;

/// <summary>An embedding that was bought: one line of <c>making/embeddings.jsonl</c>.</summary>
/// <param name="Model">What made it.</param>
/// <param name="Text">Of which text.</param>
/// <param name="Tokens">Tokens of the text (o200k_base).</param>
/// <param name="Vector">32-bit floating-point numbers, little-endian.</param>
internal sealed record KeptVector(string Model, string Text, int Tokens, byte[] Vector);
