using System.Text;
using System.Text.Json;

namespace Attune.Providers.Http;

/// <summary>
/// Looks at the usage in an answer before the vendors' SDKs do: they refuse a good answer for one odd number beside it. What is null
/// counts as left out; where a number that is billed makes no sense, nothing is known, for a sum with it would make none either.
/// </summary>
internal static class UsageJson
{
    private const string Counts = "_tokens";

    /// <summary>Anthropic's SDK wants to see some; <see cref="FullUsage"/> knows that no call uses nothing.</summary>
    private static readonly byte[] Unknown = """{"input_tokens":0,"output_tokens":0}"""u8.ToArray();

    /// <summary>The answer with a usage that can be read.</summary>
    /// <param name="answer">A JSON object in either protocol.</param>
    /// <returns>Null where it can be left as it is.</returns>
    public static byte[]? Mended(JsonElement answer)
    {
        if (!answer.TryGetProperty("usage"u8, out var usage) || usage.ValueKind == JsonValueKind.Null)
            return answer.TryGetProperty("content"u8, out _) ? With(answer, Unknown) : null;
        return IsPlain(usage) ? null : With(answer, usage.ValueKind == JsonValueKind.Object ? Rewritten(usage) : Unknown);
    }

    private static bool IsPlain(JsonElement usage) => usage.ValueKind == JsonValueKind.Object
        && (usage.TryGetProperty("prompt_tokens"u8, out _) || (usage.TryGetProperty("input_tokens"u8, out _) && usage.TryGetProperty("output_tokens"u8, out _)))
        && usage.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Object ? p.Value.EnumerateObject().All(IsCountOrOther) : IsCountOrOther(p));

    private static bool IsCountOrOther(JsonProperty property) => !property.Name.EndsWith(Counts, StringComparison.Ordinal) || Count(property.Value) is >= 0;

    private static byte[] Rewritten(JsonElement usage)
    {
        var openAi = usage.TryGetProperty("prompt_tokens"u8, out _);
        var input = Count(usage, openAi ? "prompt_tokens" : "input_tokens");
        var output = Count(usage, openAi ? "completion_tokens" : "output_tokens");
        var read = openAi ? Count(Details(usage, "prompt_tokens_details"), "cached_tokens") : Count(usage, "cache_read_input_tokens");
        var written = openAi ? 0 : Count(usage, "cache_creation_input_tokens");
        if (input is null || output is null || new[] { input, output, read, written }.Any(count => count < 0)) return Unknown;
        return Encoding.UTF8.GetBytes(openAi
            ? $$$"""{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"prompt_tokens_details":{"cached_tokens":{{{read ?? 0}}}}}"""
            : $$$"""{"input_tokens":{{{input}}},"output_tokens":{{{output}}},"cache_read_input_tokens":{{{read ?? 0}}},"cache_creation_input_tokens":{{{written ?? 0}}}}""");
    }

    private static JsonElement Details(JsonElement usage, string name) => usage.TryGetProperty(name, out var details) ? details : default;

    /// <summary>Null where there is none, below 0 where it makes no sense.</summary>
    private static long? Count(JsonElement counts, string name) =>
        counts.ValueKind == JsonValueKind.Object && counts.TryGetProperty(name, out var count) && count.ValueKind != JsonValueKind.Null ? Count(count) ?? -1 : null;

    /// <summary>Null where it is no whole number, or one that the SDKs do not hold.</summary>
    private static long? Count(JsonElement count) => count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var whole) ? whole : null;

    private static byte[] With(JsonElement answer, byte[] usage)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var property in answer.EnumerateObject().Where(p => !p.NameEquals("usage"u8))) property.WriteTo(json);
            json.WritePropertyName("usage"u8);
            json.WriteRawValue(usage);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
