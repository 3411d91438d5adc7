using System.Globalization;
using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>The options of a call that can change its answer, as canonical fields.</summary>
internal static class RequestOptions
{
    /// <summary>What is set, in a fixed order; null where something is set that has no canonical form.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Fields(ChatOptions? options)
    {
        if (options is null) return [];
        if (!IsPlain(options)) return null;
        var fields = new List<KeyValuePair<string, string>>();
        Add("model_id", options.ModelId);
        Add("instructions", options.Instructions);
        Add("temperature", options.Temperature);
        Add("top_p", options.TopP);
        Add("top_k", options.TopK);
        Add("max_output", options.MaxOutputTokens);
        Add("seed", options.Seed);
        Add("frequency_penalty", options.FrequencyPenalty);
        Add("presence_penalty", options.PresencePenalty);
        Add("reasoning", options.Reasoning?.Effort?.ToString());
        Add("reasoning_output", options.Reasoning?.Output?.ToString());
        foreach (var (i, stop) in (options.StopSequences ?? []).Index()) Add($"stop.{i}", stop);
        Add("response_format", Format(options.ResponseFormat));
        foreach (var (name, value) in (options.AdditionalProperties ?? []).OrderBy(p => p.Key, StringComparer.Ordinal)) Add("extra." + name, value);
        return fields;

        void Add(string name, object? value)
        {
            if (value is not null) fields.Add(new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!));
        }
    }

    private static bool IsPlain(ChatOptions options) =>
        options is { Tools: null or { Count: 0 }, ToolMode: null, ConversationId: null, RawRepresentationFactory: null, ContinuationToken: null, AllowBackgroundResponses: null }
        && options.AdditionalProperties?.Values.All(v => v is null or string or bool or int or long or float or double) != false;

    /// <summary>A schema counts as it was written: the order of its properties can change an answer.</summary>
    private static string? Format(ChatResponseFormat? format) => format switch
    {
        null => null,
        ChatResponseFormatJson json => string.Join('\n', "json", json.SchemaName, json.SchemaDescription, json.Schema?.GetRawText()),
        _ => "text",
    };
}
