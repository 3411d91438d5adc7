using Attune.Models;

namespace Attune.Providers.Tests;

public sealed class NamedEndpointTests
{
    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("anthropic", "")]
    public async Task A_model_is_asked_at_the_endpoint_that_its_name_begins_with_and_with_its_key(string protocol, string path)
    {
        await using var server = await ModelServer.StartAsync(protocol == "openai" ? Reply.OpenAi("Tea.") : Reply.Anthropic("Tea."));
        var lab = Lab(server.Url + path) with { Protocol = protocol, KeyVariable = "LAB_API_KEY" };

        var response = await Models(lab, ("LAB_API_KEY", Clients.Key), ("OPENAI_API_KEY", "sk-other"), ("ANTHROPIC_API_KEY", "sk-other"))
            .Create(ModelName.Parse("lab:m")).Client.GetResponseAsync(Clients.Conversation());

        response.Text.ShouldBe("Tea.");
        var sent = server.Requests.ShouldHaveSingleItem();
        sent.Headers.Values.ShouldContain(v => v.Contains(Clients.Key, StringComparison.Ordinal));
        sent.Headers.Values.ShouldNotContain(v => v.Contains("sk-other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_without_a_key_variable_gets_no_key()
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));

        await Models(Lab(server.Url + "/v1"), ("OPENAI_API_KEY", Clients.Key)).Create(ModelName.Parse("lab:m")).Client.GetResponseAsync(Clients.Conversation());

        server.Requests.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public void A_missing_key_is_named_unless_nothing_is_to_be_called()
    {
        var lab = Lab("http://h/v1") with { KeyVariable = "LAB_API_KEY" };

        Should.Throw<BadInputException>(() => Models(lab).Create(ModelName.Parse("lab:m"))).Message.ShouldContain("LAB_API_KEY");
        var planned = new ProviderModels(new() { Environment = _ => null, Endpoints = [lab], WithoutKeys = true });
        planned.Create(ModelName.Parse("lab:m")).Name.Text.ShouldBe("lab:m");
        planned.Create(ModelName.Parse("openai:gpt-5")).Price.ShouldNotBeNull();
    }

    [Fact]
    public void The_key_of_an_endpoint_goes_to_no_other_address() =>
        Should.Throw<BadInputException>(() => Models(Lab("http://h/v1")).Create(ModelName.Parse("lab:m@http://elsewhere/v1"))).Message.ShouldContain("its own");

    [Fact]
    public void An_unknown_endpoint_is_refused_with_those_there_are()
    {
        var fault = Should.Throw<BadInputException>(() => Models(Lab("http://h/v1")).Create(ModelName.Parse("lap:m")));

        foreach (var name in (string[])["lab", "openai", "anthropic", "embedded"]) fault.Message.ShouldContain(name);
    }

    [Fact]
    public async Task A_refused_key_names_the_endpoints_own_variable()
    {
        await using var server = await ModelServer.StartAsync(new Reply(401, "{}"));
        var model = Models(Lab(server.Url + "/v1") with { KeyVariable = "LAB_API_KEY" }, ("LAB_API_KEY", Clients.Key)).Create(ModelName.Parse("lab:m"));

        var fault = await Should.ThrowAsync<ModelCallException>(() => model.Client.GetResponseAsync(Clients.Conversation()));

        fault.Message.ShouldContain("lab:m at");
        fault.Message.ShouldContain("LAB_API_KEY");
    }

    [Fact]
    public void Price_and_window_of_the_settings_go_before_the_table_and_hold_for_their_own_endpoint_only()
    {
        var own = new EndpointSettings { Name = "openai", Models = new Dictionary<string, ModelSettings> { ["gpt-5"] = new(Price: new(7, 8)), ["mine"] = new(1000) } };
        var models = Models(own, ("OPENAI_API_KEY", Clients.Key));

        var gpt5 = models.Create(ModelName.Parse("openai:gpt-5?max_output=500"));
        (gpt5.Price, gpt5.PriceAsOf, gpt5.ContextWindow, gpt5.MaxOutput).ShouldBe((new ModelPrice(7, 8), null, 400_000, 500));
        models.Create(ModelName.Parse("openai:mine")).ContextWindow.ShouldBe(1000);
        models.Create(ModelName.Parse("openai:gpt-5-mini")).PriceAsOf.ShouldNotBeNull();

        foreach (var elsewhere in (string[])["openai:gpt-5@http://h/v1", "openai:mine@http://h/v1"])
        {
            var model = models.Create(ModelName.Parse(elsewhere));
            (model.Price, model.ContextWindow).ShouldBe((null, null));
        }
    }

    private static EndpointSettings Lab(string url) => new() { Name = "lab", Protocol = "openai", Url = url };

    private static ProviderModels Models(EndpointSettings endpoint, params (string Name, string Value)[] environment) =>
        new(new() { Endpoints = [endpoint], Environment = name => environment.FirstOrDefault(e => e.Name == name).Value });
}
