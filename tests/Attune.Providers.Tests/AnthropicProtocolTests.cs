using Attune.Models;
using Attune.Providers.Claude;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

public sealed class AnthropicProtocolTests
{
    [Fact]
    public async Task A_conversation_is_sent_with_the_end_of_its_history_marked_for_the_cache()
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea."));
        var conversation = Clients.Conversation();

        await Clients.Anthropic(server).GetResponseAsync(conversation);

        var sent = server.Requests.Single();
        sent.Path.ShouldBe("/v1/messages");
        sent.Headers["Authorization"].ShouldBe($"Bearer {Clients.Key}");
        sent.Body.ShouldBe("""{"max_tokens":4096,"messages":[{"role":"user","content":[{"type":"text","text":"I like tea."}]},{"role":"assistant","content":[{"type":"text","text":"Noted.","cache_control":{"type":"ephemeral"}}]},{"role":"user","content":[{"type":"text","text":"What do I like?"}]}],"model":"claude-sonnet-4","system":[{"type":"text","text":"Be brief."}]}""");
        conversation.SelectMany(m => m.Contents).ShouldAllBe(c => c.AdditionalProperties == null);
    }

    [Fact]
    public async Task Options_reach_the_wire()
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea."));

        await Clients.Anthropic(server, "claude-opus-4-6").GetResponseAsync("Hi", new()
        {
            MaxOutputTokens = 3000,
            StopSequences = ["END"],
            Reasoning = new() { Effort = ReasoningEffort.Low },
        });

        var sent = server.Requests.Single().Json;
        sent.GetProperty("max_tokens").GetInt32().ShouldBe(3000);
        sent.GetProperty("stop_sequences").GetRawText().ShouldBe("""["END"]""");
        sent.GetProperty("thinking").GetRawText().ShouldBe("""{"type":"adaptive"}""");
        sent.GetProperty("output_config").GetRawText().ShouldBe("""{"effort":"low"}""");
    }

    [Fact]
    public async Task An_answer_comes_with_its_usage_model_and_id()
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea."));

        var answer = await Clients.Anthropic(server).GetResponseAsync("Hi");

        (answer.Text, answer.FinishReason, answer.ResponseId, answer.ModelId).ShouldBe(("Tea.", ChatFinishReason.Stop, "msg_1", "claude-sonnet-4-20250514"));
        (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((100, 64, 20));
        answer.Usage.AdditionalCounts.ShouldNotBeNull().ShouldBe([new(TokenUsage.WrittenCount, 6)]);
    }

    [Theory]
    [InlineData("max_tokens", "length")]
    [InlineData("refusal", "content_filter")]
    public async Task Stop_reasons_keep_their_meaning(string sent, string read)
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea.", sent));

        (await Clients.Anthropic(server).GetResponseAsync("Hi")).FinishReason!.Value.Value.ShouldBe(read);
    }

    [Fact]
    public async Task A_stream_gives_the_same_answer_in_pieces()
    {
        await using var server = await ModelServer.StartAsync(Reply.Stream(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Te\"}}",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a.\"}}",
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}}",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}"));

        var answer = await Clients.Anthropic(server).GetStreamingResponseAsync("Hi").ToChatResponseAsync();

        (answer.Text, answer.FinishReason).ShouldBe(("Tea.", ChatFinishReason.Stop));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((5, 9));
    }

    [Fact]
    public async Task A_stream_counts_what_was_read_and_written_too()
    {
        await using var server = await ModelServer.StartAsync(Reply.Stream(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":30,\"cache_creation_input_tokens\":6,\"cache_read_input_tokens\":64,\"output_tokens\":1}}}",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}}",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}"));

        var usage = (await Clients.Anthropic(server).GetStreamingResponseAsync("Hi").ToChatResponseAsync()).Usage.ShouldNotBeNull();

        (usage.InputTokenCount, usage.CachedInputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount).ShouldBe((100, 64, 9, 109));
        usage.AdditionalCounts.ShouldNotBeNull().ShouldBe([new(TokenUsage.WrittenCount, 6)]);
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea."));

        await Clients.Anthropic(server, key: null).GetResponseAsync("Hi");

        server.Requests.Single().Headers.Keys.ShouldNotContain("Authorization");
    }

    [Theory]
    [InlineData("claude-3-7-sonnet-20250219", AnthropicThinkingMode.Extended)]
    [InlineData("claude-sonnet-4", AnthropicThinkingMode.Extended)]
    [InlineData("claude-opus-4-1-20250805", AnthropicThinkingMode.Extended)]
    [InlineData("claude-haiku-4-5", AnthropicThinkingMode.Extended)]
    [InlineData("claude-sonnet-4-20250514", AnthropicThinkingMode.Extended)]
    [InlineData("claude-opus-4-6", AnthropicThinkingMode.Adaptive)]
    [InlineData("claude-sonnet-5", AnthropicThinkingMode.Adaptive)]
    public void Older_models_are_asked_for_reasoning_in_the_older_way(string model, AnthropicThinkingMode mode) =>
        ThinkingModes.Of(model).ShouldBe(mode);
}
