using Attune.Providers.Http;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Attune.Providers.OpenAi;

/// <summary>Says in the common words what the SDK received.</summary>
internal static class OpenAiAnswer
{
    /// <summary>A refusal is an answer too: its text is kept, and the finish reason says that it was filtered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no choices, or the finish reason is none of the protocol's.</exception>
    public static ChatResponse Of(ChatCompletion completion)
    {
        var message = new ChatMessage(ChatRole.Assistant, Text(completion.Content, completion.Refusal)) { MessageId = completion.Id };
        return new(message)
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            CreatedAt = completion.CreatedAt,
            FinishReason = completion.Refusal is { Length: > 0 } ? ChatFinishReason.ContentFilter : Reason(completion.FinishReason),
            Usage = Usage(completion.Usage),
            RawRepresentation = completion,
        };
    }

    public static ChatResponseUpdate Of(StreamingChatCompletionUpdate update)
    {
        var answer = new ChatResponseUpdate(ChatRole.Assistant, Text(update.ContentUpdate, update.RefusalUpdate))
        {
            ResponseId = update.CompletionId,
            MessageId = update.CompletionId,
            ModelId = update.Model,
            FinishReason = update.RefusalUpdate is { Length: > 0 } ? ChatFinishReason.ContentFilter : update.FinishReason is { } reason ? Reason(reason) : null,
            RawRepresentation = update,
        };
        if (Usage(update.Usage) is { } usage) answer.Contents.Add(new UsageContent(usage));
        return answer;
    }

    private static string Text(ChatMessageContent content, string? refusal) =>
        string.Concat(content.Select(part => part.Text)) is { Length: > 0 } text ? text : refusal ?? "";

    private static ChatFinishReason Reason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    /// <summary>Null where the endpoint counts nothing, as many local servers, or nothing that makes sense.</summary>
    private static UsageDetails? Usage(ChatTokenUsage? counted)
    {
        if (counted is null) return null;
        return FullUsage.Of(new()
        {
            InputTokenCount = counted.InputTokenCount,
            OutputTokenCount = counted.OutputTokenCount,
            TotalTokenCount = counted.TotalTokenCount,
            CachedInputTokenCount = counted.InputTokenDetails?.CachedTokenCount,
            ReasoningTokenCount = counted.OutputTokenDetails?.ReasoningTokenCount,
        });
    }
}
