using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// The steps that led to a response. Methods that take steps hang them on <see cref="ChatResponse.AdditionalProperties"/>, and when
/// streaming on those of the last update, under <see cref="Key"/>.
/// </summary>
public static class MethodSteps
{
    /// <summary>The name of the property; its value is an <see cref="IReadOnlyList{T}"/> of <see cref="MethodStep"/>.</summary>
    public const string Key = "attune.steps";

    /// <summary>The steps in order; empty where the method takes none. A response that was put together of a stream's updates has them on its message.</summary>
    public static IReadOnlyList<MethodStep> Of(ChatResponse response) => response.Messages.Select(m => m.AdditionalProperties)
        .Append(response.AdditionalProperties)
        .Select(p => p?.GetValueOrDefault(Key) as IReadOnlyList<MethodStep>)
        .LastOrDefault(s => s is not null) ?? [];

    /// <summary>A copy of a response with steps before those that it has, other messages if given, and other usage. What a client answered is not ours to change.</summary>
    internal static ChatResponse Onto(ChatResponse response, IReadOnlyList<MethodStep> steps, UsageDetails? usage, IList<ChatMessage>? messages = null) => new(messages ?? response.Messages)
    {
        ResponseId = response.ResponseId,
        ConversationId = response.ConversationId,
        ModelId = response.ModelId,
        CreatedAt = response.CreatedAt,
        FinishReason = response.FinishReason,
        Usage = usage,
        RawRepresentation = response.RawRepresentation,
        AdditionalProperties = new(response.AdditionalProperties ?? []) { [Key] = (IReadOnlyList<MethodStep>)[.. steps, .. Of(response)] },
    };

    /// <summary>An update that ends a stream and carries its steps.</summary>
    /// <param name="steps">Before those that the last update has.</param>
    /// <param name="last">The last update of the stream; null where there was none.</param>
    internal static ChatResponseUpdate Closing(IReadOnlyList<MethodStep> steps, ChatResponseUpdate? last) => new()
    {
        Role = last?.Role,
        MessageId = last?.MessageId,
        ResponseId = last?.ResponseId,
        AdditionalProperties = new()
        {
            [Key] = (IReadOnlyList<MethodStep>)[.. steps, .. last?.AdditionalProperties?.GetValueOrDefault(Key) as IReadOnlyList<MethodStep> ?? []],
        },
    };
}
