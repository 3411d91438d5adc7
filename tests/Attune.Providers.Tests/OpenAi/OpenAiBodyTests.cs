using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.InteropServices;
using System.Text.Json;
using Attune.Models;
using Attune.Providers.OpenAi;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Attune.Providers.Tests.OpenAi;

public sealed class OpenAiBodyTests
{
    private const string Answer = """{"id":"c","choices":[{"message":{"content":"Tea."},"finish_reason":"stop"}]}""";

    public static TheoryData<string> Awkward =>
    [
        "", " ", "plain", "quotes \" and \\ and / and <tags> & 'more'", "lines\r\n\ttabs\0 and \u001f \u007f \u2028\u2029", "é ü ñ 漢字 العربية",
        "emoji 😀 and 👩‍👩‍👧 and 𝒳", "lone \ud800 high", "low \udc00 first", "\udc00\ud800", "ends \ud83d", "\ufeff\uffff\ufffd", "{\"role\":\"user\"}]}",
    ];

    [Theory]
    [MemberData(nameof(Awkward))]
    public async Task Every_text_is_sent_as_the_sdk_would_send_it(string text)
    {
        List<ChatMessage> messages = [new(ChatRole.System, text), new(ChatRole.User, text), new(ChatRole.Assistant, text), new(ChatRole.User, [new TextContent(text), new TextContent(text)])];

        var (ours, length) = await OursAsync(messages, null);

        var sdks = await SdksAsync([new SystemChatMessage(text), new UserChatMessage(text), new AssistantChatMessage(text), new UserChatMessage(text + text)], new());
        JsonElement.DeepEquals(JsonElement.Parse(ours), JsonElement.Parse(sdks)).ShouldBeTrue($"{ours}\n{sdks}");
        length.ShouldBe(System.Text.Encoding.UTF8.GetByteCount(ours));
        ours.Length.ShouldBeLessThanOrEqualTo(sdks.Length);
    }

    [Theory]
    [InlineData("openai:gpt-5")]
    [InlineData("openai:odd\\name<é>@http://127.0.0.1:1/v1")]
    public async Task Every_option_is_sent_as_the_sdk_would_send_it(string name)
    {
        var options = new ChatOptions
        {
            Temperature = 0.5f,
            TopP = 0.75f,
            FrequencyPenalty = 0.25f,
            PresencePenalty = -0.5f,
            MaxOutputTokens = 2000,
            Seed = 7,
            StopSequences = ["END", "<é>"],
            Reasoning = new() { Effort = ReasoningEffort.Low },
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"""), "verdict", "A score."),
        };
        var model = ModelName.Parse(name);
        var instructed = options.Clone();
        instructed.Instructions = "Be \"brief\".";

        var (ours, _) = await OursAsync([new(ChatRole.User, "Hi")], instructed, model);

        var sdks = await SdksAsync([new SystemChatMessage("Be \"brief\"."), new UserChatMessage("Hi")], OpenAiOptions.Of(options, vendors: model.BaseUrl is null), model.Model);
        JsonElement.DeepEquals(JsonElement.Parse(ours), JsonElement.Parse(sdks)).ShouldBeTrue($"{ours}\n{sdks}");
    }

    [Fact]
    public void A_message_is_written_once_for_all_requests()
    {
        var shared = new ChatMessage(ChatRole.User, new string('x', 100_000));
        var endpoint = Endpoint.BuiltIn(ModelName.Parse("openai:m@http://127.0.0.1:1/v1"), Vendor.OpenAi, _ => null, settings: null, needsKey: false);

        var bodies = new[] { "One?", "Two?" }.Select(question => new OpenAiRequest(endpoint).Of([shared, new(ChatRole.User, question)], null, streams: false));

        var arrays = bodies.Select(body => body.Pieces.Single(piece => piece.Length > 100_000)).Select(piece => MemoryMarshal.TryGetArray(piece, out var array) ? array.Array : null).ToList();
        arrays[0].ShouldNotBeNull();
        arrays[1].ShouldBeSameAs(arrays[0]);
    }

    [Fact]
    public async Task A_long_history_arrives_whole_and_with_its_length()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        List<ChatMessage> history = [.. Enumerable.Range(0, 280).Select(i => new ChatMessage(i % 2 == 0 ? ChatRole.User : ChatRole.Assistant, $"{i} é " + new string('x', 2000)))];
        var client = Clients.OpenAi(server);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.GetResponseAsync([.. history, new(ChatRole.User, $"Question {i}?")])));

        server.Requests.Count.ShouldBe(8);
        foreach (var sent in server.Requests)
        {
            sent.Headers["Content-Length"].ShouldBe($"{System.Text.Encoding.UTF8.GetByteCount(sent.Body)}");
            var messages = sent.Json.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()).ToList();
            messages.SkipLast(1).SequenceEqual(history.Select(m => m.Text)).ShouldBeTrue();
        }

        server.Requests.Select(r => r.Json.GetProperty("messages")[280].GetProperty("content").GetString()).Order().ShouldBe(Enumerable.Range(0, 8).Select(i => $"Question {i}?"));
    }

    [Fact]
    public async Task All_questions_on_one_history_have_one_cache_key_and_other_histories_another()
    {
        List<ChatMessage> history = [new(ChatRole.User, new string('x', 3000)), new(ChatRole.Assistant, new string('y', 3000))];
        List<ChatMessage> other = [new(ChatRole.User, new string('x', 3000)), new(ChatRole.Assistant, new string('y', 2999) + "z")];

        var keys = new[]
        {
            await KeyAsync([.. history, new(ChatRole.User, "One?")]),
            await KeyAsync([.. history.Select(m => new ChatMessage(m.Role, m.Text)), new(ChatRole.User, "Two?")]),
            await KeyAsync([.. other, new(ChatRole.User, "One?")]),
            await KeyAsync([.. history, new(ChatRole.User, "One?")], new() { Instructions = "Be brief." }),
        };

        keys[0].ShouldNotBeNull().Length.ShouldBeLessThanOrEqualTo(64);
        keys[1].ShouldBe(keys[0]);
        keys.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_is_too_short_to_be_cached_has_no_key()
    {
        (await KeyAsync([new(ChatRole.User, new string('x', 100_000))])).ShouldBeNull();
        (await KeyAsync([new(ChatRole.System, "Judge."), new(ChatRole.User, new string('x', 100_000))])).ShouldBeNull();
    }

    [Fact]
    public async Task A_compatible_server_gets_no_key()
    {
        var (sent, _) = await OursAsync(
            [new(ChatRole.User, new string('x', 9000)), new(ChatRole.User, "One?")], null, ModelName.Parse("openai:m@http://127.0.0.1:1/v1"));

        JsonElement.Parse(sent).TryGetProperty("prompt_cache_key", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_text_is_refused_rather_than_dropped()
    {
        ChatMessage[] messages = [new(ChatRole.Tool, "result"), new(ChatRole.User, [new TextContent("Look:"), new DataContent(new byte[] { 1 }, "image/png")])];

        foreach (var name in (string[])["openai:m@http://127.0.0.1:1/v1", "anthropic:m@http://127.0.0.1:1"])
            foreach (var message in messages)
                await Should.ThrowAsync<NotSupportedException>(() => Clients.Providers().Create(ModelName.Parse(name)).Client.GetResponseAsync([message]));
    }

    private static async Task<string?> KeyAsync(List<ChatMessage> messages, ChatOptions? options = null) =>
        JsonElement.Parse((await OursAsync(messages, options)).Body).TryGetProperty("prompt_cache_key", out var key) ? key.GetString() : null;

    private static async Task<(string Body, long? Length)> OursAsync(List<ChatMessage> messages, ChatOptions? options, ModelName? model = null)
    {
        using var transport = new CapturingHandler(answer: Answer);
        var providers = new ProviderModels(new() { Environment = name => name.EndsWith("_KEY", StringComparison.Ordinal) ? Clients.Key : null, Transport = transport });
        await providers.Create(model ?? ModelName.Parse("openai:gpt-5")).Client.GetResponseAsync(messages, options);
        return (transport.Sent.Single().Body, transport.Sent.Single().Length);
    }

    private static async Task<string> SdksAsync(List<OpenAI.Chat.ChatMessage> messages, ChatCompletionOptions options, string model = "gpt-5")
    {
        using var transport = new CapturingHandler(answer: Answer);
        using var http = new HttpClient(transport);
        var client = new ChatClient(model, new ApiKeyCredential(Clients.Key), new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(http) });
        await client.CompleteChatAsync(messages, options);
        return transport.Sent.Single().Body;
    }
}
