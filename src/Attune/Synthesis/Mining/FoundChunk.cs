namespace Attune.Synthesis.Mining;

/// <summary>A chunk, and what found it.</summary>
internal sealed record FoundChunk(Chunk Chunk, Provenance Made);
