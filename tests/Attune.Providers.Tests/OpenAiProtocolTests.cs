using System.Text.Json;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

public sealed class OpenAiProtocolTests
{
    [Fact]
    public async Task A_conversation_is_sent_as_it_is()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        await Clients.OpenAi(server).GetResponseAsync(Clients.Conversation());

        var sent = server.Requests.Single();
        sent.Path.ShouldBe("/v1/chat/completions");
        sent.Headers["Authorization"].ShouldBe($"Bearer {Clients.Key}");
        sent.Body.ShouldBe("""{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"I like tea."},{"role":"assistant","content":"Noted."},{"role":"user","content":"What do I like?"}],"model":"gpt-5"}""");
    }

    [Fact]
    public async Task Every_option_reaches_the_wire_in_its_own_word()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        var schema = JsonDocument.Parse("""{"type":"object","properties":{"score":{"type":"integer"}}}""").RootElement;

        await Clients.OpenAi(server).GetResponseAsync("Hi", new()
        {
            Temperature = 0.5f,
            TopP = 0.75f,
            MaxOutputTokens = 2000,
            Seed = 7,
            StopSequences = ["END"],
            Reasoning = new() { Effort = ReasoningEffort.Low },
            ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "verdict"),
        });

        var sent = server.Requests.Single().Json;
        sent.GetProperty("temperature").GetDouble().ShouldBe(0.5);
        sent.GetProperty("top_p").GetDouble().ShouldBe(0.75);
        sent.GetProperty("max_tokens").GetInt32().ShouldBe(2000);
        sent.TryGetProperty("max_completion_tokens", out _).ShouldBeFalse();
        sent.GetProperty("seed").GetInt64().ShouldBe(7);
        sent.GetProperty("stop").GetRawText().ShouldBe("""["END"]""");
        sent.GetProperty("reasoning_effort").GetString().ShouldBe("low");
        sent.GetProperty("response_format").GetProperty("type").GetString().ShouldBe("json_schema");
        sent.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString().ShouldBe("verdict");
        sent.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetRawText().ShouldBe(schema.GetRawText());
    }

    [Fact]
    public async Task Json_without_a_schema_and_an_effort_of_the_endpoints_own_are_sent_too()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        await Clients.OpenAi(server).GetResponseAsync("Hi", new()
        {
            ResponseFormat = ChatResponseFormat.Json,
            AdditionalProperties = new() { ["reasoning_effort"] = "minimal" },
        });

        var sent = server.Requests.Single().Json;
        sent.GetProperty("response_format").GetRawText().ShouldBe("""{"type":"json_object"}""");
        sent.GetProperty("reasoning_effort").GetString().ShouldBe("minimal");
    }

    [Fact]
    public async Task An_answer_comes_with_its_usage_model_and_id()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        var answer = await Clients.OpenAi(server).GetResponseAsync("Hi");

        answer.Text.ShouldBe("Tea.");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.ResponseId.ShouldBe("chatcmpl-1");
        answer.ModelId.ShouldBe("gpt-5-2025");
        var usage = answer.Usage.ShouldNotBeNull();
        (usage.InputTokenCount, usage.CachedInputTokenCount, usage.OutputTokenCount, usage.ReasoningTokenCount, usage.TotalTokenCount).ShouldBe((100, 64, 20, 12, 120));
    }

    [Fact]
    public async Task A_server_that_counts_nothing_gives_no_usage()
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok("""{"choices":[{"message":{"content":"Tea."},"finish_reason":"stop"}]}"""));

        var answer = await Clients.OpenAi(server).GetResponseAsync("Hi");

        (answer.Text, answer.Usage).ShouldBe(("Tea.", null));
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    public async Task Finish_reasons_keep_their_meaning(string sent, string read)
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea.", sent));

        (await Clients.OpenAi(server).GetResponseAsync("Hi")).FinishReason!.Value.Value.ShouldBe(read);
    }

    [Fact]
    public async Task A_refusal_is_read_as_one_and_its_text_kept()
    {
        await using var server = await ModelServer.StartAsync(
            Reply.Ok("""{"id":"1","choices":[{"message":{"role":"assistant","content":null,"refusal":"I can't."},"finish_reason":"stop"}]}"""));

        var answer = await Clients.OpenAi(server).GetResponseAsync("Hi");

        (answer.Text, answer.FinishReason).ShouldBe(("I can't.", ChatFinishReason.ContentFilter));
    }

    [Fact]
    public async Task A_stream_gives_the_same_answer_in_pieces()
    {
        await using var server = await ModelServer.StartAsync(Reply.Stream(
            """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Te"},"finish_reason":null}]}""",
            """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"a."},"finish_reason":null}]}""",
            """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}""",
            """data: {"id":"c1","model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}""",
            "data: [DONE]"));

        var pieces = await Clients.OpenAi(server).GetStreamingResponseAsync("Hi").ToListAsync();
        var answer = pieces.ToChatResponse();

        pieces.Count.ShouldBeGreaterThan(2);
        (answer.Text, answer.FinishReason, answer.ModelId, answer.ResponseId).ShouldBe(("Tea.", ChatFinishReason.Length, "m", "c1"));
        answer.Messages.Count.ShouldBe(1);
        answer.Usage!.InputTokenCount.ShouldBe(9);
        server.Requests.Single().Json.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        await Clients.OpenAi(server, key: null).GetResponseAsync("Hi");

        server.Requests.Single().Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task Embeddings_come_back_in_the_order_of_the_texts()
    {
        // Base64 of little-endian floats, as the SDK asks for it: 1, 2 and 3, 4.
        await using var server = await ModelServer.StartAsync(Reply.Ok("""
            {"object":"list","model":"embed-1","data":[{"object":"embedding","index":1,"embedding":"AABAQAAAgEA="},{"object":"embedding","index":0,"embedding":"AACAPwAAAEA="}],"usage":{"prompt_tokens":8,"total_tokens":8}}
            """));
        using var generator = Clients.Providers().CreateEmbedding(ModelName.Parse($"openai:embed@{server.Url}/v1"));

        var vectors = await generator.GenerateAsync(["one", "two"], new() { Dimensions = 2 });

        vectors.Select(v => v.Vector.ToArray()).ShouldBe([[1f, 2f], [3f, 4f]]);
        vectors.Usage!.InputTokenCount.ShouldBe(8);
        var sent = server.Requests.Single();
        sent.Path.ShouldBe("/v1/embeddings");
        sent.Json.GetProperty("input").GetRawText().ShouldBe("""["one","two"]""");
        sent.Json.GetProperty("dimensions").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Embeddings_may_be_plain_numbers()
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok("""{"model":"e","data":[{"index":0,"embedding":[0.5,-1]}]}"""));
        using var generator = Clients.Providers().CreateEmbedding(ModelName.Parse($"openai:embed@{server.Url}/v1"));

        (await generator.GenerateAsync(["one"])).Single().Vector.ToArray().ShouldBe([0.5f, -1f]);
    }

    [Fact]
    public async Task Missing_embeddings_are_a_fault()
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok("""{"model":"e","data":[]}"""));
        using var generator = Clients.Providers().CreateEmbedding(ModelName.Parse($"openai:embed@{server.Url}/v1"));

        (await Should.ThrowAsync<ModelCallException>(() => generator.GenerateAsync(["one"]))).Fault.ShouldBe(CallFault.Unreadable);
    }
}
