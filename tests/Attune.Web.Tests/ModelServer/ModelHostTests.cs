using System.Diagnostics;
using Attune.Models;
using Attune.Web.ModelServer;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class ModelHostTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://example.com:8081")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:8081")]
    public async Task An_address_that_others_can_reach_is_refused_without_leave(string urls)
    {
        var refusal = await Should.ThrowAsync<BadInputException>(() => ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = urls }));
        refusal.Message.ShouldContain("--allow-remote");
    }

    [Theory]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("http://user@127.0.0.1:0")]
    [InlineData("127.0.0.1:8081")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData(" ; ")]
    [InlineData("http://192.0.2.1:0")]
    public async Task What_cannot_be_listened_on_is_refused(string urls) =>
        await Should.ThrowAsync<BadInputException>(() => ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = urls, AllowRemote = true }));

    [Fact]
    public async Task With_leave_every_interface_is_listened_on()
    {
        await using var host = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://0.0.0.0:0", AllowRemote = true });
        host.Addresses.ShouldHaveSingleItem().Port.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_port_in_use_is_refused()
    {
        await using var first = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0" });
        var urls = first.Addresses[0].GetLeftPart(UriPartial.Authority);
        (await Should.ThrowAsync<BadInputException>(() => ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = urls }))).Message.ShouldContain(urls);
    }

    [Fact]
    public async Task Only_embedded_models_are_served() =>
        await Should.ThrowAsync<BadInputException>(() => ModelHost.StartAsync(ModelName.Parse("openai:gpt-5"), new() { Urls = "http://127.0.0.1:0" }));

    [Fact]
    public async Task The_model_is_listed_for_both_vendors_clients()
    {
        await using var server = await StartAsync(model: "embedded:lexical?window=100");
        var list = System.Text.Json.JsonDocument.Parse(await server.Http.GetStringAsync("v1/models")).RootElement;

        var item = list.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        item.GetProperty("id").GetString().ShouldBe("embedded:lexical?window=100");
        (item.GetProperty("object").GetString(), item.GetProperty("type").GetString()).ShouldBe(("model", "model"));
        (await server.PostAsync("v1/chat/completions", Chat("a"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Stats_count_what_passed_and_a_reset_forgets_it()
    {
        await using var server = await StartAsync(new() { PrefixCache = true });
        var answered = await server.CompleteAsync("Where to eat?");
        await server.PostAsync("v1/messages", "{}");

        var stats = await server.StatsAsync();
        stats.GetProperty("requests").GetProperty("chat/completions").GetInt32().ShouldBe(1);
        stats.GetProperty("requests").GetProperty("messages").GetInt32().ShouldBe(1);
        (stats.GetProperty("answered").GetInt32(), stats.GetProperty("refused").GetInt32()).ShouldBe((1, 1));
        stats.GetProperty("tokens").GetProperty("input").GetInt32().ShouldBe(answered.Usage.GetProperty("prompt_tokens").GetInt32());
        stats.GetProperty("tokens").GetProperty("output").GetInt32().ShouldBe(answered.Usage.GetProperty("completion_tokens").GetInt32());
        (stats.GetProperty("in_flight").GetInt32(), stats.GetProperty("peak_in_flight").GetInt32()).ShouldBe((0, 1));
        stats.GetProperty("cpu_seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);

        var reset = (await server.PostAsync("stats/reset", "")).Json;
        reset.GetProperty("answered").GetInt32().ShouldBe(0);
        reset.GetProperty("requests").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Latency_is_waited_by_all_in_flight_at_once()
    {
        await using var server = await StartAsync(new() { Latency = Latency.Parse("300ms-400ms") });
        await server.CompleteAsync("warm up");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => server.CompleteAsync($"{i}")));

        watch.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(290), TimeSpan.FromSeconds(4));
        (await server.StatsAsync()).GetProperty("peak_in_flight").GetInt32().ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_what_is_in_flight()
    {
        var server = await StartAsync(new() { Latency = Latency.Parse("1h") });
        var asked = server.CompleteAsync("a");
        while ((await server.StatsAsync()).GetProperty("in_flight").GetInt32() == 0) await Task.Delay(10);
        var watch = Stopwatch.StartNew();
        var failed = Should.ThrowAsync<Exception>(() => asked);
        await server.DisposeAsync();
        await failed;

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
