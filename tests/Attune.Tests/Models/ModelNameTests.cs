using Attune.Models;

namespace Attune.Tests.Models;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("openai:gpt-5", "openai", "gpt-5", null)]
    [InlineData("anthropic:claude-sonnet-4", "anthropic", "claude-sonnet-4", null)]
    [InlineData("embedded:lexical", "embedded", "lexical", null)]
    [InlineData("openai:llama3.1@http://127.0.0.1:8080/v1", "openai", "llama3.1", "http://127.0.0.1:8080/v1")]
    [InlineData("openai:qwen2.5:7b@https://host/v1", "openai", "qwen2.5:7b", "https://host/v1")]
    [InlineData("openai:meta-llama/Llama-3.1-8B", "openai", "meta-llama/Llama-3.1-8B", null)]
    [InlineData("openai:m@http://user@host/v1", "openai", "m", "http://user@host/v1")]
    public void A_name_has_a_provider_a_model_and_perhaps_an_endpoint(string text, string provider, string model, string? url)
    {
        var name = ModelName.Parse(text);

        (name.Provider, name.Model, name.BaseUrl).ShouldBe((provider, model, url));
        name.Parameters.ShouldBeEmpty();
        name.ToString().ShouldBe(text);
    }

    [Fact]
    public void Parameters_stand_between_model_and_endpoint()
    {
        var name = ModelName.Parse("openai:m?temperature=0.2&seed=a=b@http://host");

        name.Model.ShouldBe("m");
        name.Parameters.ShouldBe(new Dictionary<string, string> { ["temperature"] = "0.2", ["seed"] = "a=b" }, ignoreOrder: true);
        name.BaseUrl.ShouldBe("http://host");
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpt-5")]
    [InlineData(":gpt-5")]
    [InlineData("openai:")]
    [InlineData("OpenAI:gpt-5")]
    [InlineData("open ai:gpt-5")]
    [InlineData("openai:gpt 5")]
    [InlineData("openai:gpt-5\n")]
    [InlineData("openai:m@host")]
    [InlineData("openai:m@ftp://host")]
    [InlineData("openai:?a=b")]
    [InlineData("embedded:lexical?window")]
    [InlineData("embedded:lexical?window=")]
    [InlineData("embedded:lexical?=5")]
    [InlineData("embedded:lexical?window=1&window=2")]
    public void Anything_else_is_refused_by_the_name_given(string text) =>
        Should.Throw<BadInputException>(() => ModelName.Parse(text)).Faults.ShouldHaveSingleItem().Place.ShouldBe($"model '{text}'");
}
