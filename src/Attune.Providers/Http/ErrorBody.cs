using System.Text.Json;

namespace Attune.Providers.Http;

/// <summary>What an error body says, in any of the shapes that endpoints have: OpenAI's, Anthropic's, Gemini's, Ollama's, vLLM's.</summary>
/// <param name="Message">The sentence in it; empty where there is none.</param>
/// <param name="Codes">Its codes, types and message in lower case, to look for words in.</param>
internal sealed record ErrorBody(string Message, string Codes)
{
    public static ErrorBody Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement) ?? new("", body.ToLowerInvariant());
        }
        catch (JsonException)
        {
            var html = body.AsSpan().TrimStart().StartsWith("<");
            return new(html ? "" : body, body.ToLowerInvariant());
        }
    }

    /// <summary>Null where the document is no error.</summary>
    public static ErrorBody? Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0) root = root[0];
        if (root.ValueKind != JsonValueKind.Object) return null;
        var nested = root.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.String;
        var error = nested ? inner : root;
        if (error.ValueKind == JsonValueKind.String) return new(error.GetString()!, error.GetString()!.ToLowerInvariant());

        var message = Text(error, "message") ?? Text(error, "detail");
        var codes = string.Join(' ', new[] { Text(error, "code"), Text(error, "type"), Text(error, "status"), message }.Where(t => t is not null));
        return message is null && !nested ? null : new(message ?? "", codes.ToLowerInvariant());
    }

    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (Codes.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
