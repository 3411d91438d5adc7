using System.Text.Json;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class MessagesTests
{
    [Fact]
    public async Task System_and_content_can_be_text_or_blocks()
    {
        await using var server = await StartAsync(model: "embedded:random");
        var texts = await server.PostAsync("v1/messages", """{"model":"random","max_tokens":99,"system":"Be kind. Be brief.","messages":[{"role":"user","content":"Where shall I eat?"}]}""");
        var blocks = await server.PostAsync("v1/messages", """
            {"messages":[{"role":"user","content":[{"type":"text","text":"Where shall I eat?"}]}],
             "system":[{"type":"text","text":"Be kind. "},{"type":"text","text":"Be brief."}],"max_tokens":99,"model":"random"}
            """);

        texts.Status.ShouldBe(200);
        blocks.MessageAnswer.ShouldBe(texts.MessageAnswer);
        blocks.Usage.GetRawText().ShouldBe(texts.Usage.GetRawText());
        texts.Json.GetProperty("stop_reason").GetString().ShouldBe("end_turn");
    }

    [Fact]
    public async Task A_stream_is_the_vendors_sequence_of_events_with_the_same_answer()
    {
        await using var server = await StartAsync();
        var whole = await server.PostAsync("v1/messages", Message("Where shall I eat?"));
        var stream = await server.PostAsync("v1/messages", Message("Where shall I eat?").Replace("{\"model\"", """{"stream":true,"model" """, StringComparison.Ordinal));

        var events = stream.Data.Select(d => JsonDocument.Parse(d).RootElement).ToList();
        var types = events.Select(e => e.GetProperty("type").GetString()!).ToList();
        types.Distinct().ShouldBe(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"]);
        stream.Text.Split('\n').Where(l => l.StartsWith("event: ", StringComparison.Ordinal)).Select(l => l[7..]).ShouldBe(types);
        string.Concat(events.Where(e => e.GetProperty("type").GetString() == "content_block_delta").Select(e => e.GetProperty("delta").GetProperty("text").GetString()))
            .ShouldBe(whole.MessageAnswer);

        var started = events[0].GetProperty("message").GetProperty("usage");
        foreach (var count in (string[])["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"])
            started.GetProperty(count).GetInt32().ShouldBe(whole.Usage.GetProperty(count).GetInt32());
        events[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32().ShouldBe(whole.Usage.GetProperty("output_tokens").GetInt32());
    }

    [Theory]
    [InlineData("\"max_tokens\":3", "max_tokens", "null")]
    [InlineData("\"max_tokens\":300,\"stop_sequences\":[\"good\"]", "stop_sequence", "\"good\"")]
    public async Task An_answer_says_why_it_ended(string limit, string reason, string sequence)
    {
        await using var server = await StartAsync();
        var outcome = await server.PostAsync("v1/messages", $$"""{"model":"lexical",{{limit}},"messages":[{"role":"user","content":"Where to eat?"}]}""");

        outcome.Json.GetProperty("stop_reason").GetString().ShouldBe(reason);
        outcome.Json.GetProperty("stop_sequence").GetRawText().ShouldBe(sequence);
        outcome.MessageAnswer.Trim().ShouldBe("There are several");
    }
}
