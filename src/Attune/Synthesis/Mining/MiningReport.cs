namespace Attune.Synthesis.Mining;

/// <summary>What came of mining.</summary>
/// <param name="Generation">The dataset, and what making it took.</param>
/// <param name="Spread">What the chats came to; it stands on the dataset's card too, as <c>mined</c>.</param>
public sealed record MiningReport(GenerationReport Generation, MiningSpread Spread);
