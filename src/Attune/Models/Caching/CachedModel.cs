namespace Attune.Models.Caching;

/// <summary>What a store holds of one model.</summary>
/// <param name="Model">Its name with parameters and endpoint.</param>
/// <param name="Responses">Answers.</param>
/// <param name="Hits">Requests that were answered from the store.</param>
/// <param name="SavedInputTokens">Input tokens that these would have cost, as the endpoint counted them.</param>
/// <param name="SavedOutputTokens">Output tokens that these would have cost.</param>
public sealed record CachedModel(string Model, long Responses, long Hits, long SavedInputTokens, long SavedOutputTokens);
