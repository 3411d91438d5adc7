using System.Text.Json;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

public sealed class JsonAnswerTests
{
    private const string Schema = """{"type":"object","properties":{"score":{"type":"integer"}},"required":["score"]}""";

    private static readonly ChatOptions Asked = new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Schema)), Seed = 3 };

    public static TheoryData<int, string> Refusals => new()
    {
        { 400, """{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","type":"invalid_request_error","param":"response_format"}}""" },
        { 400, """{"error":{"message":"This response_format type is unavailable now"}}""" },
        { 422, """{"detail":[{"type":"literal_error","loc":["body","response_format","type"],"msg":"Input should be 'text'"}]}""" },
        { 400, """{"object":"error","message":"Guided decoding is not supported by this engine","code":400}""" },
        { 400, """{"error":{"code":400,"message":"failed to parse grammar"}}""" },
        { 400, """{"type":"error","error":{"type":"invalid_request_error","message":"'claude-2' does not support structured outputs."}}""" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Where_a_format_is_refused_it_is_asked_for_in_words_from_then_on(int status, string body)
    {
        await using var server = await RefusingAsync(status, body);
        var providers = Clients.Providers();

        foreach (var name in (string[])[$"openai:m@{server.Url}/v1", $"anthropic:m@{server.Url}"])
        {
            // Another client of the same model knows it too.
            for (var i = 0; i < 2; i++)
                (await providers.Create(ModelName.Parse(name)).Client.GetResponseAsync(Clients.Conversation(), Asked)).Text.ShouldBe("Tea.");
        }

        var sent = server.Requests.ToList();
        sent.Select(AsksByFormat).ShouldBe([true, false, false, true, false, false]);
        foreach (var request in sent.Where(r => !AsksByFormat(r)))
        {
            var texts = Texts(request.Json);
            texts[^1].ShouldStartWith("What do I like?\n\n");
            texts[^1].ShouldEndWith(Schema);
            texts.SkipLast(1).ShouldBe(Texts(sent[0].Json).SkipLast(1).Where(t => request.Path.EndsWith("completions", StringComparison.Ordinal) || t != "Be brief."));
        }

        sent[1].Json.GetProperty("seed").GetInt32().ShouldBe(3);
        sent[2].Body.ShouldBe(sent[1].Body);
    }

    [Fact]
    public async Task A_stream_falls_back_too()
    {
        await using var server = await RefusingAsync(400, """{"error":{"message":"json_schema is not supported"}}""", Reply.Stream(
            """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Tea."},"finish_reason":"stop"}]}""", "data: [DONE]"));
        var client = Clients.OpenAi(server);

        for (var i = 0; i < 2; i++) (await client.GetStreamingResponseAsync("Hi", Asked).ToChatResponseAsync()).Text.ShouldBe("Tea.");

        server.Requests.Select(AsksByFormat).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task Where_a_format_is_taken_it_is_sent_each_time()
    {
        await using var server = await ModelServer.StartAsync((context, sent) =>
            (sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Reply.Anthropic("{}") : Reply.OpenAi("{}")).WriteAsync(context));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
            for (var i = 0; i < 2; i++) await client.GetResponseAsync("Hi", Asked);

        server.Requests.ShouldAllBe(r => AsksByFormat(r));
        server.Requests.ShouldAllBe(r => Texts(r.Json).SequenceEqual(new[] { "Hi" }));
    }

    [Fact]
    public async Task Another_model_is_asked_anew()
    {
        await using var server = await RefusingAsync(400, """{"error":{"message":"response_format is not supported"}}""");
        var providers = Clients.Providers();

        foreach (var model in (string[])["one", "two", "one"])
            await providers.Create(ModelName.Parse($"openai:{model}@{server.Url}/v1")).Client.GetResponseAsync("Hi", Asked);

        server.Requests.Select(AsksByFormat).ShouldBe([true, false, true, false, false]);
    }

    [Fact]
    public async Task Another_fault_is_no_refusal()
    {
        await using var server = await ModelServer.StartAsync(new Reply(400, """{"error":{"message":"Unsupported value: 'temperature'"}}"""), Reply.OpenAi("{}"));
        var client = Clients.OpenAi(server);

        (await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi", Asked))).Fault.ShouldBe(CallFault.BadRequest);
        await client.GetResponseAsync("Hi", Asked);

        server.Requests.ShouldAllBe(r => AsksByFormat(r));
    }

    [Fact]
    public async Task A_refusal_without_a_format_is_a_fault()
    {
        await using var server = await ModelServer.StartAsync(new Reply(400, """{"error":{"message":"response_format is required"}}"""));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
            (await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"))).Fault.ShouldBe(CallFault.UnsupportedFormat);

        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"type":"object","properties":{"a":{}}}""")]
    [InlineData(null)]
    public async Task What_anthropics_sdk_would_drop_is_asked_for_in_words(string? schema)
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("[]"));

        await Clients.Anthropic(server).GetResponseAsync(
            "Hi", new() { ResponseFormat = schema is null ? ChatResponseFormat.Json : ChatResponseFormat.ForJsonSchema(JsonElement.Parse(schema)) });

        Texts(server.Requests.Single().Json)[^1].ShouldEndWith(schema ?? "Answer with one JSON object, and write nothing before or after it.");
    }

    private static Task<ModelServer> RefusingAsync(int status, string body, Reply? otherwise = null) => ModelServer.StartAsync((context, sent) =>
        (AsksByFormat(sent) ? new Reply(status, body) : otherwise ?? (sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Reply.Anthropic("Tea.") : Reply.OpenAi("Tea."))).WriteAsync(context));

    private static bool AsksByFormat(ModelServer.Sent sent) => sent.Json.TryGetProperty("response_format", out _) || sent.Json.TryGetProperty("output_config", out _);

    private static List<string?> Texts(JsonElement request) =>
    [
        .. request.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content"))
            .Select(content => content.ValueKind == JsonValueKind.String ? content.GetString() : content[0].GetProperty("text").GetString()),
    ];
}
