using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace Attune.Providers.OpenAi;

/// <summary>Says in the SDK's words how a call is to be answered.</summary>
internal static class OpenAiOptions
{
    /// <summary>An effort in the endpoint's own word, for the levels that <see cref="ReasoningEffort"/> does not have.</summary>
    private const string EffortProperty = "reasoning_effort";

    /// <param name="options">What the caller wants; not changed.</param>
    /// <param name="vendors">Where the endpoint is OpenAI's, tokens are limited by <c>max_completion_tokens</c>; compatible servers all know the older <c>max_tokens</c>.</param>
    public static ChatCompletionOptions Of(ChatOptions? options, bool vendors)
    {
        var request = new ChatCompletionOptions();
        if (options is null) return request;

        request.Temperature = options.Temperature;
        request.TopP = options.TopP;
        request.FrequencyPenalty = options.FrequencyPenalty;
        request.PresencePenalty = options.PresencePenalty;
        request.Seed = options.Seed;
        request.ReasoningEffortLevel = Effort(options);
        request.ResponseFormat = Format(options.ResponseFormat);
        foreach (var stop in options.StopSequences ?? []) request.StopSequences.Add(stop);
        if (vendors) request.MaxOutputTokenCount = options.MaxOutputTokens;
        else if (options.MaxOutputTokens is { } most) request.Patch.Set("$.max_tokens"u8, most);
        return request;
    }

    private static ChatReasoningEffortLevel? Effort(ChatOptions options)
    {
        if (options.AdditionalProperties?.TryGetValue(EffortProperty, out var word) == true && word is string effort) return effort;
        return options.Reasoning?.Effort switch
        {
            // Typed, or the SDK's conversion from string would take the null.
            null => default(ChatReasoningEffortLevel?),
            ReasoningEffort.None => ChatReasoningEffortLevel.None,
            ReasoningEffort.Low => ChatReasoningEffortLevel.Low,
            ReasoningEffort.Medium => ChatReasoningEffortLevel.Medium,
            ReasoningEffort.High => ChatReasoningEffortLevel.High,
            ReasoningEffort.ExtraHigh => ChatReasoningEffortLevel.ExtraHigh,
            var other => throw new NotSupportedException($"There is no reasoning effort '{other}'."),
        };
    }

    private static ChatResponseFormat? Format(Microsoft.Extensions.AI.ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => ChatResponseFormat.CreateJsonSchemaFormat(
            json.SchemaName ?? "answer", BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(schema)), json.SchemaDescription),
        ChatResponseFormatJson => ChatResponseFormat.CreateJsonObjectFormat(),
        _ => null,
    };
}
