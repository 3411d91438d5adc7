using System.Text.Json.Serialization;

namespace Attune.Web.ModelServer.OpenAi;

// The shapes of OpenAI's responses; nulls are left out unless the vendor writes them.
internal sealed record ChatCompletion(string Id, string Object, long Created, string Model, IReadOnlyList<Choice> Choices, ChatUsage Usage);

internal sealed record Choice(int Index, CompletionMessage Message, string FinishReason);

internal sealed record CompletionMessage(string Role, string Content);

internal sealed record ChatCompletionChunk(string Id, string Object, long Created, string Model, IReadOnlyList<ChunkChoice> Choices, ChatUsage? Usage);

internal sealed record ChunkChoice(int Index, Delta Delta, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FinishReason);

internal sealed record Delta(string? Role, string? Content);

internal sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens, PromptTokensDetails PromptTokensDetails);

internal sealed record PromptTokensDetails(int CachedTokens);

internal sealed record EmbeddingList<T>(string Object, IReadOnlyList<EmbeddingItem<T>> Data, string Model, EmbeddingUsage Usage);

internal sealed record EmbeddingItem<T>(string Object, int Index, T Embedding);

internal sealed record EmbeddingUsage(int PromptTokens, int TotalTokens);

internal sealed record OpenAiError(OpenAiErrorBody Error);

internal sealed record OpenAiErrorBody(
    string Message,
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code);

// Both vendors' clients list models at the same URL, so the list has the fields of both.
internal sealed record ModelList(string Object, IReadOnlyList<ModelItem> Data, bool HasMore, string FirstId, string LastId);

internal sealed record ModelItem(string Id, string Object, long Created, string OwnedBy, string Type, string DisplayName, string CreatedAt);
