using System.Text.Json;
using Attune.Models;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary>A request for embeddings.</summary>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Inputs, bool Base64);

/// <summary>Reads requests of <c>/v1/embeddings</c>.</summary>
internal static class EmbeddingReader
{
    private const int MostInputs = 2048;

    public static EmbeddingRequest Read(ReadOnlySpan<byte> body, ServedModel served)
    {
        var json = RequestJson.Open(body);
        string? model = null;
        List<string>? inputs = null;
        var base64 = false;
        while (json.NextField())
        {
            if (json.ValueTextEquals("input"u8)) inputs = ReadInputs(ref json);
            else if (json.ValueTextEquals("model"u8)) model = json.HasValue() ? json.Word("model") : null;
            else if (json.ValueTextEquals("encoding_format"u8)) base64 = ReadFormat(ref json);
            else if (json.ValueTextEquals("dimensions"u8)) ReadDimensions(ref json);
            else json.Skip();
        }

        json.Close();
        return new(served.Expect(model), inputs ?? throw Refusal.Missing("input"), base64);
    }

    private static List<string> ReadInputs(ref Utf8JsonReader json)
    {
        if (json.HasValue() && json.TokenType == JsonTokenType.String) return [json.Text("input")];
        if (json.TokenType != JsonTokenType.StartArray) throw Refusal.Invalid("input", "a string or an array of strings");
        var inputs = new List<string>();
        while (json.NextItem() && inputs.Count <= MostInputs) inputs.Add(json.Text($"input[{inputs.Count}]"));
        return inputs.Count is > 0 and <= MostInputs ? inputs : throw Refusal.Invalid("input", $"from 1 to {MostInputs} strings");
    }

    private static bool ReadFormat(ref Utf8JsonReader json) => (json.HasValue() ? json.Word("encoding_format") : "float") switch
    {
        "float" => false,
        "base64" => true,
        _ => throw Refusal.Invalid("encoding_format", "float or base64"),
    };

    private static void ReadDimensions(ref Utf8JsonReader json)
    {
        if (json.HasValue()) json.Integer("dimensions", EmbeddedModels.EmbeddingDimensions, EmbeddedModels.EmbeddingDimensions);
    }
}
