using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

/// <summary>What endpoints say of the tokens that an answer took.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("\"many\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"OUT":20}""")]
    [InlineData("""{"IN":null,"OUT":null}""")]
    [InlineData("""{"IN":100}""")]
    [InlineData("""{"IN":"100","OUT":20}""")]
    [InlineData("""{"IN":100,"OUT":1e30}""")]
    [InlineData("""{"IN":1e30,"OUT":20}""")]
    [InlineData("""{"IN":-1,"OUT":20}""")]
    [InlineData("""{"IN":100,"OUT":99999999999}""")]
    [InlineData("""{"IN":100.5,"OUT":20}""")]
    [InlineData("""{"IN":0,"OUT":0}""")]
    public async Task Odd_usage_is_unknown_and_the_answer_stands(string usage)
    {
        foreach (var (protocol, server, client) in await ServersAsync(usage))
        {
            await using var _ = server;
            var answer = await client.GetResponseAsync("Hi");
            (protocol, answer.Text, answer.FinishReason, answer.Usage).ShouldBe((protocol, "Tea.", ChatFinishReason.Stop, null));
        }
    }

    [Theory]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"total_tokens":56,"prompt_tokens_details":{"cached_tokens":64}}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":-4}}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":"4"}}""")]
    [InlineData("anthropic", """{"input_tokens":36,"output_tokens":20,"cache_read_input_tokens":-4}""")]
    [InlineData("anthropic", """{"input_tokens":36,"output_tokens":20,"cache_creation_input_tokens":1e30}""")]
    public async Task Where_a_cached_part_makes_no_sense_nothing_is_known(string protocol, string usage) =>
        (await UsageAsync(protocol, usage)).ShouldBeNull();

    [Theory]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"total_tokens":null,"prompt_tokens_details":{"cached_tokens":null,"audio_tokens":null},"completion_tokens_details":null}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"total_tokens":"56","cost":0.0012,"is_byok":false,"cost_details":{"upstream":null}}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"prompt_tokens_details":[],"completion_tokens_details":[]}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"prompt_tokens_details":"x","completion_tokens_details":12}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"completion_tokens_details":{"reasoning_tokens":"many"}}""")]
    [InlineData("anthropic", """{"input_tokens":36,"output_tokens":20,"server_tool_use":[],"cache_creation":7}""")]
    [InlineData("openai", """{"prompt_tokens":36,"completion_tokens":20,"prompt_time":0.25,"cost":0.0012}""")]
    [InlineData("anthropic", """{"input_tokens":36,"output_tokens":20,"cache_read_input_tokens":null,"cache_creation_input_tokens":null,"cache_creation":{"ephemeral_5m_input_tokens":null},"service_tier":"standard"}""")]
    public async Task What_is_not_billed_may_be_odd(string protocol, string usage) =>
        TokenUsage.Of(await UsageAsync(protocol, usage)).ShouldBe(new TokenUsage(36, 0, 20));

    [Fact]
    public async Task An_answer_without_any_usage_stands_in_both_protocols()
    {
        await using var server = await ModelServer.StartAsync(Reply.Ok(
            """{"id":"m","type":"message","role":"assistant","model":"c","content":[{"type":"text","text":"Tea."}],"stop_reason":"end_turn","choices":[{"message":{"content":"Tea."},"finish_reason":"stop"}]}"""));

        foreach (var client in (IChatClient[])[Clients.OpenAi(server), Clients.Anthropic(server)])
        {
            var answer = await client.GetResponseAsync("Hi");
            (answer.Text, answer.Usage).ShouldBe(("Tea.", null));
        }
    }

    private static async Task<UsageDetails?> UsageAsync(string protocol, string usage)
    {
        foreach (var (name, server, client) in await ServersAsync(usage))
        {
            await using var _ = server;
            if (name == protocol) return (await client.GetResponseAsync("Hi")).Usage;
        }

        throw new ArgumentException($"There is no protocol '{protocol}'.", nameof(protocol));
    }

    private static async Task<(string Protocol, ModelServer Server, IChatClient Client)[]> ServersAsync(string usage)
    {
        var openAi = await ModelServer.StartAsync(Reply.Ok(
            """{"id":"c","choices":[{"message":{"role":"assistant","content":"Tea."},"finish_reason":"stop"}],"usage":USAGE}"""
                .Replace("USAGE", usage, StringComparison.Ordinal).Replace("IN", "prompt_tokens", StringComparison.Ordinal).Replace("OUT", "completion_tokens", StringComparison.Ordinal)));
        var anthropic = await ModelServer.StartAsync(Reply.Ok(
            """{"id":"m","type":"message","role":"assistant","model":"c","content":[{"type":"text","text":"Tea."}],"stop_reason":"end_turn","stop_sequence":null,"usage":USAGE}"""
                .Replace("USAGE", usage, StringComparison.Ordinal).Replace("IN", "input_tokens", StringComparison.Ordinal).Replace("OUT", "output_tokens", StringComparison.Ordinal)));
        return [("openai", openAi, Clients.OpenAi(openAi)), ("anthropic", anthropic, Clients.Anthropic(anthropic))];
    }
}
