using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("openai:llama3.1?temperature=0&max_output=2000&seed=1&reasoning=low&window=128000&top_p=0.5@URL/v1")]
    [InlineData("openai:llama3.1@URL/v1?temperature=0&max_output=2000&seed=1&reasoning=low&window=128000&top_p=0.5")]
    public async Task Parameters_become_defaults_that_a_call_can_override(string name)
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        var model = Clients.Providers().Create(ModelName.Parse(name.Replace("URL", server.Url, StringComparison.Ordinal)));
        var own = new ChatOptions { Seed = 9 };

        await model.Client.GetResponseAsync("Hi");
        await model.Client.GetResponseAsync("Hi", own);

        model.Window.ShouldBe(128_000);
        var sent = server.Requests.Select(r => r.Json).ToList();
        sent[0].GetProperty("model").GetString().ShouldBe("llama3.1");
        sent[0].GetProperty("temperature").GetDouble().ShouldBe(0);
        sent[0].GetProperty("top_p").GetDouble().ShouldBe(0.5);
        sent[0].GetProperty("max_tokens").GetInt32().ShouldBe(2000);
        sent[0].GetProperty("reasoning_effort").GetString().ShouldBe("low");
        sent.Select(s => s.GetProperty("seed").GetInt64()).ShouldBe([1, 9]);
        (own.Temperature, own.MaxOutputTokens, own.Reasoning).ShouldBe((null, null, null));
    }

    [Theory]
    [InlineData("openai:gpt-5?temprature=0", "temperature, top_p, max_output, seed, reasoning, window, timeout")]
    [InlineData("anthropic:claude-sonnet-4?seed=1", "max_output, reasoning, window, timeout")]
    [InlineData("openai:gpt-5?temperature=warm", "number from 0 to 2")]
    [InlineData("openai:gpt-5?temperature=0,5", "number from 0 to 2")]
    [InlineData("openai:gpt-5?max_output=0", "number of tokens")]
    [InlineData("openai:gpt-5?reasoning=some", "none, low, medium, high, extra-high")]
    [InlineData("openai:gpt-5?timeout=-1", "number of seconds")]
    [InlineData("openai:gpt-5@http://user:secret@127.0.0.1/v1", "environment variables")]
    [InlineData("gemini:pro", "openai or anthropic")]
    public void What_does_not_fit_is_refused_with_what_would(string name, string mend)
    {
        var thrown = Should.Throw<BadInputException>(() => Clients.Providers().Create(ModelName.Parse(name)));

        thrown.Faults.Single().Mend.ShouldContain(mend);
        thrown.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("openai:gpt-5", "OPENAI_API_KEY")]
    [InlineData("anthropic:claude-sonnet-4", "ANTHROPIC_API_KEY")]
    public void The_vendors_own_endpoint_wants_a_key(string name, string variable)
    {
        foreach (var key in (string?[])[null, "", "  "])
            Should.Throw<BadInputException>(() => Clients.Providers(key).Create(ModelName.Parse(name))).Message.ShouldContain(variable);
    }

    [Fact]
    public void A_key_that_cannot_be_sent_is_refused_without_showing_it()
    {
        var thrown = Should.Throw<BadInputException>(() => Clients.Providers("planted\nsecret").Create(ModelName.Parse("openai:gpt-5")));

        thrown.Message.ShouldContain("OPENAI_API_KEY");
        thrown.Message.ShouldNotContain("planted");
    }

    [Fact]
    public async Task The_vendors_own_endpoints_are_called_where_they_are()
    {
        using var transport = new CapturingHandler(System.Net.HttpStatusCode.BadRequest);
        var providers = new ProviderModels(new() { Environment = name => name.EndsWith("_KEY", StringComparison.Ordinal) ? Clients.Key : null, Transport = transport });

        foreach (var name in (string[])["openai:gpt-5?max_output=2000", "anthropic:claude-sonnet-4?max_output=2000"])
            await Should.ThrowAsync<ModelCallException>(() => providers.Create(ModelName.Parse(name)).Client.GetResponseAsync("Hi"));

        transport.Sent.Select(s => s.Url).ShouldBe(["https://api.openai.com/v1/chat/completions", "https://api.anthropic.com/v1/messages"]);
        transport.Sent[0].Body.ShouldBe("""{"messages":[{"role":"user","content":"Hi"}],"model":"gpt-5","max_completion_tokens":2000}""");
    }

    [Fact]
    public async Task The_environment_can_name_another_endpoint()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        await Clients.Providers(key: null, url: $"{server.Url}/v1").Create(ModelName.Parse("openai:gpt-5")).Client.GetResponseAsync("Hi");

        server.Requests.Single().Path.ShouldBe("/v1/chat/completions");
    }

    [Fact]
    public void Anthropic_makes_no_embeddings() =>
        Should.Throw<BadInputException>(() => Clients.Providers().CreateEmbedding(ModelName.Parse("anthropic:claude")));
}
