using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Attune.Models;
using Attune.Providers.Claude;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests.Claude;

public sealed class ClaudeBodyTests
{
    private const string Answer = """{"id":"m","type":"message","role":"assistant","model":"c","content":[{"type":"text","text":"Tea."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    public static TheoryData<string> Awkward => OpenAi.OpenAiBodyTests.Awkward;

    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task Every_text_is_sent_as_the_sdk_would_send_it(string text)
    {
        List<ChatMessage> messages = [new(ChatRole.System, "S" + text), new(ChatRole.User, text), new(ChatRole.Assistant, text + " \n"), new(ChatRole.User, text + "?")];

        JsonNode.DeepEquals(Unmarked(await OursAsync(messages, null)), JsonNode.Parse(await SdksAsync(messages, null))).ShouldBeTrue(await OursAsync(messages, null));
    }

    [Fact]
    public async Task Every_option_is_sent_as_the_sdk_would_send_it()
    {
        var options = new ChatOptions
        {
            Instructions = "Be \"brief\".",
            MaxOutputTokens = 9000,
            StopSequences = ["END", "<é>"],
            Reasoning = new() { Effort = ReasoningEffort.Low },
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""")),
        };
        List<ChatMessage> messages = [new(ChatRole.System, "One."), new(ChatRole.System, "Two."), new(ChatRole.User, "Hi"), new(ChatRole.User, "there")];

        var ours = await OursAsync(messages, options);

        JsonNode.DeepEquals(Unmarked(ours), JsonNode.Parse(await SdksAsync(messages, options))).ShouldBeTrue(ours);
        JsonElement.Parse(ours).GetProperty("output_config").GetProperty("format").GetProperty("type").GetString().ShouldBe("json_schema");
    }

    [Fact]
    public async Task A_conversation_without_a_word_has_a_message_nevertheless()
    {
        foreach (List<ChatMessage> messages in (List<ChatMessage>[])[[new(ChatRole.User, " ")], [new(ChatRole.System, "Alone.")], []])
        {
            Texts(JsonElement.Parse(await OursAsync(messages, null))).ShouldBe(["\u200b"]);
            JsonElement.Parse(await SdksAsync(messages, null)).GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("\u200b");
        }
    }

    [Fact]
    public async Task System_history_and_question_carry_one_mark_at_the_end_of_the_history()
    {
        (await MarkedAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "I like tea."), new(ChatRole.Assistant, "Noted."), new(ChatRole.User, "What?")])).ShouldBe(["Noted."]);
        (await MarkedAsync([new(ChatRole.User, "I like tea."), new(ChatRole.Assistant, " "), new(ChatRole.User, "What?")])).ShouldBe(["I like tea."]);
    }

    [Fact]
    public async Task A_judges_prompt_carries_one_mark_at_the_end_of_the_rubric()
    {
        (await MarkedAsync([new(ChatRole.System, "Rubric."), new(ChatRole.User, "Case.")])).ShouldBe(["Rubric."]);
        (await MarkedAsync([new(ChatRole.System, "Rubric."), new(ChatRole.User, "Case.")], new() { Instructions = "More." })).ShouldBe(["More."]);
    }

    [Fact]
    public async Task A_prompt_that_shares_nothing_carries_no_mark() => (await MarkedAsync([new(ChatRole.User, "Hi")])).ShouldBeEmpty();

    [Fact]
    public void A_message_is_written_once_for_all_requests()
    {
        ChatMessage[] history = [new(ChatRole.User, new string('x', 100_000)), new(ChatRole.Assistant, new string('y', 100_000))];
        var request = JsonElement.Parse("""{"model":"m","messages":[]}""");

        var bodies = new[] { "One?", "Two?" }.Select(question => new ClaudePrompt([.. history, new(ChatRole.User, question)], null).Into(request));

        var arrays = bodies.Select(body => body.Pieces.Where(piece => piece.Length > 100_000).Select(piece => MemoryMarshal.TryGetArray(piece, out var array) ? array.Array : null).ToList()).ToList();
        arrays[0].Count.ShouldBe(2);
        for (var i = 0; i < 2; i++) arrays[1][i].ShouldBeSameAs(arrays[0][i].ShouldNotBeNull());
    }

    [Fact]
    public async Task A_long_history_arrives_whole_and_with_its_length()
    {
        await using var server = await ModelServer.StartAsync(Reply.Anthropic("Tea."));
        List<ChatMessage> history = [.. Enumerable.Range(0, 280).Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, $"{i} é " + new string('x', 2000)))];
        var client = Clients.Anthropic(server);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.GetResponseAsync([.. history, new(ChatRole.User, $"Question {i}?")])));

        foreach (var sent in server.Requests)
        {
            sent.Headers["Content-Length"].ShouldBe($"{System.Text.Encoding.UTF8.GetByteCount(sent.Body)}");
            Texts(sent.Json).SkipLast(1).SequenceEqual(history.Select(m => m.Text)).ShouldBeTrue();
        }

        server.Requests.Select(r => Texts(r.Json).Last()).Order().ShouldBe(Enumerable.Range(0, 8).Select(i => $"Question {i}?"));
    }

    private static IEnumerable<string?> Texts(JsonElement request) =>
        request.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content")[0].GetProperty("text").GetString());

    private static async Task<List<string?>> MarkedAsync(List<ChatMessage> messages, ChatOptions? options = null)
    {
        var sent = JsonElement.Parse(await OursAsync(messages, options));
        var system = sent.TryGetProperty("system", out var blocks) ? blocks.EnumerateArray() : default;
        return [.. system.Concat(sent.GetProperty("messages").EnumerateArray().SelectMany(m => m.GetProperty("content").EnumerateArray()))
            .Where(block => block.TryGetProperty("cache_control", out var mark) && mark.GetRawText() == """{"type":"ephemeral"}""")
            .Select(block => block.GetProperty("text").GetString())];
    }

    private static JsonNode Unmarked(string body)
    {
        var request = JsonNode.Parse(body)!;
        foreach (var block in (request["system"]?.AsArray() ?? []).Concat(request["messages"]!.AsArray().SelectMany(m => m!["content"]!.AsArray())))
            block!.AsObject().Remove("cache_control");
        return request;
    }

    private static async Task<string> OursAsync(List<ChatMessage> messages, ChatOptions? options)
    {
        using var transport = new CapturingHandler(answer: Answer);
        var providers = new ProviderModels(new() { Environment = name => name.EndsWith("_KEY", StringComparison.Ordinal) ? Clients.Key : null, Transport = transport });
        await providers.Create(ModelName.Parse("anthropic:claude-opus-4-6")).Client.GetResponseAsync(messages, options);
        return transport.Sent.Single().Body;
    }

    private static async Task<string> SdksAsync(List<ChatMessage> messages, ChatOptions? options)
    {
        using var transport = new CapturingHandler(answer: Answer);
        using var http = new HttpClient(transport);
        using var client = new AnthropicClient { ApiKey = Clients.Key, HttpClient = http };
        await client.AsIChatClient("claude-opus-4-6", 4096, AnthropicThinkingMode.Adaptive).GetResponseAsync(messages, options);
        return transport.Sent.Single().Body;
    }
}
