using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Attune.Web.Tests.ModelServer;

public sealed class EmbeddingsTests
{
    [Fact]
    public async Task Texts_that_share_content_words_are_close_and_every_vector_has_length_one()
    {
        await using var server = await Running.StartAsync();
        var vectors = await EmbedAsync(server, "quiet ramen places", "a place for ramens, and quiet", "tax law", "", "静か");

        vectors.ShouldAllBe(v => v.Length == 256 && Math.Abs(TensorPrimitives.Norm<float>(v) - 1) < 1e-5);
        TensorPrimitives.Dot<float>(vectors[0], vectors[1]).ShouldBeGreaterThan(0.8f);
        Math.Abs(TensorPrimitives.Dot<float>(vectors[0], vectors[2])).ShouldBeLessThan(0.5f);
    }

    [Fact]
    public async Task Base64_holds_the_same_floats()
    {
        await using var server = await Running.StartAsync();
        var floats = (await EmbedAsync(server, "quiet ramen places")).Single();
        var outcome = await server.PostAsync("v1/embeddings", """{"model":"lexical","input":"quiet ramen places","encoding_format":"base64"}""");

        var bytes = outcome.Json.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        MemoryMarshal.Cast<byte, float>(bytes).ToArray().ShouldBe(floats);
        outcome.Usage.GetProperty("prompt_tokens").GetInt32().ShouldBe(Attune.Tokens.Tokenizer.Default.Count("quiet ramen places"));
    }

    [Theory]
    [InlineData("""{"model":"lexical"}""")]
    [InlineData("""{"model":"lexical","input":[]}""")]
    [InlineData("""{"model":"lexical","input":[1,2]}""")]
    [InlineData("""{"model":"lexical","input":{"a":1}}""")]
    [InlineData("""{"model":"lexical","input":"a","encoding_format":"int8"}""")]
    [InlineData("""{"model":"lexical","input":"a","dimensions":512}""")]
    public async Task Other_requests_are_refused(string body)
    {
        await using var server = await Running.StartAsync();
        (await server.PostAsync("v1/embeddings", body)).Status.ShouldBe(400);
    }

    private static async Task<List<float[]>> EmbedAsync(Running server, params string[] texts)
    {
        var outcome = await server.PostAsync("v1/embeddings", $$"""{"model":"lexical","input":{{JsonSerializer.Serialize(texts)}}}""");
        return [.. outcome.Json.GetProperty("data").EnumerateArray().Select(d => d.GetProperty("embedding").EnumerateArray().Select(f => f.GetSingle()).ToArray())];
    }
}
