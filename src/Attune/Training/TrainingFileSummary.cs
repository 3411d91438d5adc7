namespace Attune.Training;

/// <summary>What a training file holds.</summary>
/// <param name="Examples">Its lines.</param>
/// <param name="IsPreference">True for preference pairs (DPO), false for conversations to learn (supervised).</param>
/// <param name="Tokens">Of all texts together (o200k_base).</param>
/// <param name="LongestTokens">Of the longest example.</param>
/// <param name="LearnedWhole">Conversations with replies in their history and no weight anywhere, so that those replies are learned too.</param>
public sealed record TrainingFileSummary(int Examples = 0, bool IsPreference = false, long Tokens = 0, long LongestTokens = 0, int LearnedWhole = 0)
{
    internal TrainingFileSummary With(long tokens, bool isPreference, bool isLearnedWhole) =>
        new(Examples + 1, isPreference, Tokens + tokens, Math.Max(LongestTokens, tokens), LearnedWhole + (isLearnedWhole ? 1 : 0));
}
