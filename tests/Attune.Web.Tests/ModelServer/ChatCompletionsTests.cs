using System.Text.Json;
using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class ChatCompletionsTests
{
    private static readonly string[] Said = ["I love ramen, and I avoid spicy food: it hurts.", "Which ramen place would you take me to? \"Quiet\", please — 静か."];

    [Theory]
    [InlineData("embedded:lexical")]
    [InlineData("embedded:generic")]
    [InlineData("embedded:random")]
    [InlineData("embedded:lexical?window=20")]
    public async Task The_answer_over_either_protocol_is_that_of_the_model_in_the_process(string name)
    {
        await using var server = await StartAsync(model: name);
        var model = EmbeddedModels.Create(ModelName.Parse(name), new(Tokenizer.Default));
        var client = model.Window is { } window ? new WindowChatClient(model.Client, window, new(Tokenizer.Default)) : model.Client;
        var own = await client.GetResponseAsync([new(ChatRole.User, Said[0]), new(ChatRole.Assistant, "ok"), new(ChatRole.User, Said[1])]);
        var body = (string form) => form.Replace("\"lexical\"", $"\"{name}\"", StringComparison.Ordinal);

        (await server.PostAsync("v1/chat/completions", body(Chat(Said)))).Answer.ShouldBe(own.Text);
        (await server.PostAsync("v1/messages", body(Message(Said)))).MessageAnswer.ShouldBe(own.Text);
    }

    [Fact]
    public async Task Usage_counts_the_texts_in_the_models_tokens()
    {
        await using var server = await StartAsync();
        var outcome = await server.CompleteAsync(Said);

        var input = Said.Append("ok").Sum(t => Tokenizer.Default.Count(t));
        var output = Tokenizer.Default.Count(outcome.Answer);
        outcome.Usage.GetProperty("prompt_tokens").GetInt32().ShouldBe(input);
        outcome.Usage.GetProperty("completion_tokens").GetInt32().ShouldBe(output);
        outcome.Usage.GetProperty("total_tokens").GetInt32().ShouldBe(input + output);
        outcome.CachedTokens.ShouldBe(0);
        outcome.Headers.GetValues("x-request-id").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_stream_brings_the_same_answer_in_pieces_and_ends_with_DONE()
    {
        await using var server = await StartAsync();
        var whole = await server.CompleteAsync(Said);
        var stream = await server.PostAsync("v1/chat/completions", Chat(Said).Replace("{\"model\"", """{"stream":true,"model" """, StringComparison.Ordinal));

        stream.MediaType.ShouldBe("text/event-stream");
        stream.Data[^1].ShouldBe("[DONE]");
        var chunks = stream.Data.SkipLast(1).Select(d => JsonDocument.Parse(d).RootElement).ToList();
        chunks.ShouldAllBe(c => c.GetProperty("object").GetString() == "chat.completion.chunk" && c.GetProperty("choices").GetArrayLength() == 1);
        string.Concat(chunks.Select(c => c.GetProperty("choices")[0].GetProperty("delta")).Select(d => d.TryGetProperty("content", out var text) ? text.GetString() : ""))
            .ShouldBe(whole.Answer);
        chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        chunks.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_stream_with_include_usage_ends_with_the_usage()
    {
        await using var server = await StartAsync();
        var whole = await server.CompleteAsync(Said);
        var stream = await server.PostAsync(
            "v1/chat/completions", Chat(Said).Replace("{\"model\"", """{"stream":true,"stream_options":{"include_usage":true},"model" """, StringComparison.Ordinal));

        var last = JsonDocument.Parse(stream.Data[^2]).RootElement;
        last.GetProperty("choices").GetArrayLength().ShouldBe(0);
        last.GetProperty("usage").GetRawText().ShouldBe(whole.Usage.GetRawText());
    }

    [Fact]
    public async Task Text_parts_are_one_text()
    {
        await using var server = await StartAsync();
        var parts = """{"model":"embedded:lexical","messages":[{"content":[{"type":"text","text":"Where shall "},{"type":"text","text":"I eat?"}],"role":"user"}]}""";

        (await server.PostAsync("v1/chat/completions", parts)).Answer.ShouldBe((await server.CompleteAsync("Where shall I eat?")).Answer);
    }

    [Theory]
    [InlineData("\"max_tokens\":5", "length", 5)]
    [InlineData("\"max_completion_tokens\":5,\"max_tokens\":9", "length", 5)]
    [InlineData("\"stop\":\"ways\"", "stop", 4)]
    [InlineData("\"stop\":[\"nowhere in it\",\" good\"]", "stop", 3)]
    public async Task An_answer_ends_where_the_request_says(string limit, string reason, int tokens)
    {
        await using var server = await StartAsync(model: "embedded:generic");
        var outcome = await server.PostAsync("v1/chat/completions", $$"""{"model":"generic",{{limit}},"messages":[{"role":"user","content":"Where to eat?"}]}""");

        "There are several good ways to go".ShouldStartWith(outcome.Answer.TrimEnd());
        outcome.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe(reason);
        outcome.Usage.GetProperty("completion_tokens").GetInt32().ShouldBeInRange(tokens, tokens + 1);
    }

    [Fact]
    public async Task An_unknown_model_is_not_found_in_either_shape()
    {
        await using var server = await StartAsync();
        var openAi = await server.PostAsync("v1/chat/completions", Chat(Said).Replace("\"lexical\"", "\"gpt-5\"", StringComparison.Ordinal));
        openAi.Status.ShouldBe(404);
        openAi.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("model_not_found");

        var anthropic = await server.PostAsync("v1/messages", Message(Said).Replace("\"lexical\"", "\"gpt-5\"", StringComparison.Ordinal));
        anthropic.Status.ShouldBe(404);
        anthropic.Json.GetProperty("type").GetString().ShouldBe("error");
        anthropic.Json.GetProperty("error").GetProperty("type").GetString().ShouldBe("not_found_error");
    }
}
