using System.Text;
using System.Text.Json;

namespace Attune.Providers.Http;

/// <summary>
/// Looks at the usage in an answer before the vendors' SDKs do: they refuse a good answer for one odd number beside it. What is null
/// counts as left out; where a number that is billed makes no sense, nothing is known, for a sum with it would make none either.
/// </summary>
internal static class UsageJson
{
    /// <summary>Anthropic's SDK wants to see some; <see cref="FullUsage"/> knows that no call uses nothing.</summary>
    private static readonly byte[] Unknown = """{"input_tokens":0,"output_tokens":0}"""u8.ToArray();

    /// <summary>The answer with nothing but the counts that are read, so that no SDK stumbles over another.</summary>
    /// <param name="answer">A JSON object in either protocol.</param>
    /// <returns>Null where it can be left as it is.</returns>
    public static byte[]? Mended(JsonElement answer)
    {
        var anthropic = answer.TryGetProperty("content"u8, out _);
        if (!answer.TryGetProperty("usage"u8, out var usage) || usage.ValueKind == JsonValueKind.Null) return anthropic ? With(answer, Unknown) : null;
        return With(answer, anthropic ? OfAnthropic(usage) : answer.TryGetProperty("choices"u8, out _) ? OfOpenAi(usage) : OfEmbeddings(usage));
    }

    private static byte[] OfAnthropic(JsonElement usage)
    {
        var (input, output) = (Count(usage, "input_tokens"), Count(usage, "output_tokens"));
        var (read, written) = (Count(usage, "cache_read_input_tokens") ?? 0, Count(usage, "cache_creation_input_tokens") ?? 0);
        if (input is null or < 0 || output is null or < 0 || read < 0 || written < 0) return Unknown;
        return Json($$"""{"input_tokens":{{input}},"output_tokens":{{output}},"cache_read_input_tokens":{{read}},"cache_creation_input_tokens":{{written}}}""");
    }

    private static byte[] OfOpenAi(JsonElement usage)
    {
        var (input, output) = (Count(usage, "prompt_tokens"), Count(usage, "completion_tokens"));
        var read = Count(Details(usage, "prompt_tokens_details"), "cached_tokens") ?? 0;
        if (input is null or < 0 || output is null or < 0 || read < 0 || input + output > int.MaxValue) return Unknown;

        // Part of the output, and billed with it: where it makes no sense, it is left out.
        var reasoning = Math.Max(Count(Details(usage, "completion_tokens_details"), "reasoning_tokens") ?? 0, 0);
        return Json($$$"""
            {"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}},
            "prompt_tokens_details":{"cached_tokens":{{{read}}}},"completion_tokens_details":{"reasoning_tokens":{{{reasoning}}}}}
            """);
    }

    private static byte[] OfEmbeddings(JsonElement usage) =>
        Count(usage, "prompt_tokens") is >= 0 and var input ? Json($$"""{"prompt_tokens":{{input}},"total_tokens":{{input}}}""") : Unknown;

    private static byte[] Json(string usage) => Encoding.UTF8.GetBytes(usage);

    private static JsonElement Details(JsonElement usage, string name) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var details) ? details : default;

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
