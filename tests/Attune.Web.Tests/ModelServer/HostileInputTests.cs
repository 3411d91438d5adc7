using System.Text;
using FsCheck.Fluent;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class HostileInputTests
{
    private static readonly string[] Endpoints = ["v1/chat/completions", "v1/messages", "v1/embeddings"];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"model":"lexical"}""")]
    [InlineData("""{"model":null,"messages":null,"input":null}""")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"a"}],"input":"a","max_tokens":9}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":{"role":"user"},"input":{}}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[],"input":[]}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":["a"],"input":[[1]]}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"content":"a"}],"input":[null]}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user"}],"input":[null]}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":null}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":[]}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"wizard","content":"a"}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":["user"],"content":"a"}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":7}]}],"input":7}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":"\ud800"}],"input":"\ud800"}""")]
    [InlineData("""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":"a"}],"input":"a"} {}""")]
    [InlineData("""{"model":"\ud800","max_tokens":9,"messages":[{"role":"user","content":"a"}],"input":"a"}""")]
    public async Task What_is_no_request_gets_400(string body)
    {
        await using var server = await StartAsync();
        foreach (var endpoint in Endpoints)
        {
            var outcome = await server.PostAsync(endpoint, body);
            outcome.Status.ShouldBe(400, endpoint);
            outcome.Json.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData("\"max_tokens\":0")]
    [InlineData("\"max_tokens\":-1")]
    [InlineData("\"max_tokens\":1e300")]
    [InlineData("\"max_tokens\":99999999999999999999999999")]
    [InlineData("\"max_tokens\":\"9\"")]
    [InlineData("\"max_tokens\":9,\"stream\":\"yes\"")]
    [InlineData("\"max_tokens\":9,\"temperature\":\"hot\"")]
    public async Task A_field_of_the_wrong_kind_is_named(string field)
    {
        await using var server = await StartAsync();
        foreach (var endpoint in Endpoints.Take(2))
        {
            var outcome = await server.PostAsync(endpoint, $$"""{"model":"lexical",{{field}},"messages":[{"role":"user","content":"a"}]}""");
            outcome.Status.ShouldBe(400);
            outcome.Text.ShouldContain(field.Split('"')[^(field.EndsWith('"') ? 4 : 2)]);
        }
    }

    [Theory]
    [InlineData("\"n\":2")]
    [InlineData("\"stop\":{}")]
    [InlineData("\"stream_options\":7")]
    [InlineData("\"tools\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]")]
    public async Task Completions_refuse_what_they_cannot_do(string field)
    {
        await using var server = await StartAsync();
        (await server.PostAsync("v1/chat/completions", $$"""{"model":"lexical",{{field}},"messages":[{"role":"user","content":"a"}]}""")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task JSON_of_any_depth_gets_400()
    {
        await using var server = await StartAsync();
        foreach (var endpoint in Endpoints)
        {
            (await server.PostAsync(endpoint, string.Concat(Enumerable.Repeat("{\"messages\":", 100_000)))).Status.ShouldBe(400);
            (await server.PostAsync(endpoint, "{\"messages\":" + new string('[', 1_000_000))).Status.ShouldBe(400);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_gets_413_in_the_vendors_shape()
    {
        await using var server = await StartAsync(new() { LongestBody = 10_000 });
        var outcome = await server.PostAsync("v1/messages", Message(new string('a', 20_000)), expectRefusal: true);

        outcome.Status.ShouldBe(413);
        outcome.Json.GetProperty("error").GetProperty("type").GetString().ShouldBe("request_too_large");
        (await server.CompleteAsync(new string('a', 5_000))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_body_of_unannounced_length_is_read_up_to_the_limit()
    {
        await using var server = await StartAsync(new() { LongestBody = 300_000 });
        foreach (var (length, status) in (IEnumerable<(int, int)>)[(200_000, 200), (400_000, 413)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(Chat(new string('a', length))) };
            request.Headers.TransferEncodingChunked = true;
            using var response = await server.Http.SendAsync(request);
            ((int)response.StatusCode).ShouldBe(status);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_get_400()
    {
        await using var server = await StartAsync();
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes(Chat("a"))[..^4], 0xFF, 0xC0, .. "\"}]}"u8]);
        ((int)(await server.Http.PostAsync("v1/chat/completions", content)).StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_damaged_request_is_answered_or_refused_and_never_a_fault_of_ours()
    {
        await using var server = await StartAsync();
        var sound = """{"model":"lexical","max_tokens":9,"stop":["x"],"system":[{"type":"text","text":"b","cache_control":{"type":"ephemeral"}}],"messages":[{"role":"user","content":[{"type":"text","text":"a\n"}]}],"input":["a"]}""";
        var damages = Gen.Sample(Gen.Choose(0, sound.Length - 1).Zip(Gen.Elements("\"{}[]:,\\1-.e nt\u0001é".ToCharArray())), 50, 300);
        foreach (var (at, replaced) in damages)
            foreach (var endpoint in Endpoints)
                (await server.PostAsync(endpoint, string.Concat(sound.AsSpan(0, at), [replaced], sound.AsSpan(at + 1)))).Status.ShouldBeOneOf(200, 400, 404);
    }

    [Theory]
    [InlineData("v1/nothing", 404)]
    [InlineData("v1/messages", 405)]
    [InlineData("v1/chat/completions", 405)]
    public async Task Other_requests_get_an_error_in_the_vendors_shape(string path, int status)
    {
        await using var server = await StartAsync();
        var response = await server.Http.GetAsync(path);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"error\"");
    }
}
