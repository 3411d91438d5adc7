using System.Text.Json;
using Attune.Models;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ModelsFileTests : IDisposable
{
    private const string Secret = "sk-abcdef0123456789ABCDEF";

    private readonly CommandLine _cli = new();

    [Fact]
    public void A_file_gives_protocol_address_key_variable_limits_windows_and_prices()
    {
        var lab = ModelsFile.Read(_cli.Write("models.yaml", """
            endpoints:
              lab:
                protocol: anthropic
                url: http://10.0.0.5:8000/v1
                key_variable: LAB_API_KEY
                requests_per_minute: 600
                tokens_per_minute: 3000000000
                max_in_flight: 64
                models:
                  llama-3.3-70b:
                    context_window: 131_072
                    price: {input: 0.60, cached_input: 0.15, cache_write: 0.75, output: 0.90, long_context: {above: 100000, input: 1.2, output: 1.8}}
                  other: {context_window: 8192}
            """)).ShouldHaveSingleItem();

        (lab.Name, lab.Protocol, lab.Url, lab.KeyVariable).ShouldBe(("lab", "anthropic", "http://10.0.0.5:8000/v1", "LAB_API_KEY"));
        (lab.Limits.RequestsPerMinute, lab.Limits.TokensPerMinute, lab.Limits.MaxInFlight).ShouldBe((600, 3_000_000_000L, 64));
        lab.Models["llama-3.3-70b"].ContextWindow.ShouldBe(131_072);
        lab.Models["llama-3.3-70b"].Price.ShouldBe(new ModelPrice(0.6, 0.9, 0.15, 0.75) { LongContext = new(100_000, new(1.2, 1.8)) });
        lab.Models["other"].Price.ShouldBeNull();
    }

    [Fact]
    public void A_built_in_endpoint_takes_limits_and_prices_alone()
    {
        var openai = ModelsFile.Read(_cli.Write("models.yaml", "endpoints:\n  openai:\n    tokens_per_minute: 4000000\n")).ShouldHaveSingleItem();

        openai.Limits.TokensPerMinute.ShouldBe(4_000_000);
        openai.Url.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("endpoints:\n")]
    public void An_empty_file_says_nothing(string yaml) => ModelsFile.Read(_cli.Write("models.yaml", yaml)).ShouldBeEmpty();

    [Theory]
    [InlineData("endpoint: {}", 1, "unknown field 'endpoint'")]
    [InlineData("endpoints:\n  lab: {protocol: openai, url: 'http://h/v1', speed: 3}", 2, "unknown field 'speed'")]
    [InlineData("endpoints:\n  lab:\n    protocol: gemini\n    url: http://h/v1", 3, "is no protocol")]
    [InlineData("endpoints:\n  lab:\n    protocol: openai", 2, "lacks protocol or url")]
    [InlineData("endpoints:\n  Lab: {protocol: openai, url: 'http://h/v1'}", 2, "names an endpoint")]
    [InlineData("endpoints:\n  embedded: {protocol: openai, url: 'http://h/v1'}", 2, "names an endpoint")]
    [InlineData("endpoints:\n  openai:\n    url: http://h/v1", 3, "built-in endpoint")]
    [InlineData("endpoints:\n  openai:\n    requests_per_minute: 0", 3, "requests_per_minute")]
    [InlineData("endpoints:\n  openai:\n    max_in_flight: 3000000000", 3, "too large")]
    [InlineData("endpoints:\n  openai:\n    models:\n      gpt-5:\n        price: {input: 1}", 5, "lacks 'output'")]
    [InlineData("endpoints:\n  openai:\n    models:\n      gpt-5:\n        price: {input: -1, output: 2}", 5, "no number")]
    [InlineData("endpoints:\n  openai:\n    models:\n      gpt-5:\n        price: {input: 1, output: 2, long_context: {input: 2, output: 3}}", 5, "lacks 'above'")]
    [InlineData("endpoints:\n  openai: {}\n  openai: {}", 3, "says 'openai' a second time")]
    [InlineData("endpoints:\n  openai:\n    max_in_flight: 3\n    max_in_flight: 3", 4, "says 'max_in_flight' a second time")]
    [InlineData("endpoints:\n  lab:\n\tprotocol: openai\n    url: http://h/v1", 3, "with a tab")]
    [InlineData("endpoints:\n  lab:\n    protocol: openai\n\turl: http://h/v1", 4, "with a tab")]
    [InlineData("endpoints:\n  openai:\n    models:\n      gpt-5:\n        price: {input: 1, output: 2, long_context: {above: few, input: 2, output: 3}}", 5, "needs a number from 1 for 'above'")]
    [InlineData("endpoints:\n  openai:\n    models:\n      gpt-5:\n        price:\n          input: 1\n          cached_input: 1.5\n          output: 2", 7, "'cached_input' above that of 'input'")]
    [InlineData("endpoints:\n  - openai", 2, "should hold fields")]
    [InlineData("endpoints: }", 1, "is not YAML")]
    public void What_is_wrong_is_named_with_its_line(string yaml, int line, string problem)
    {
        var path = _cli.Write("models.yaml", yaml);

        var fault = Should.Throw<BadInputException>(() => ModelsFile.Read(path)).Faults.ShouldHaveSingleItem();

        fault.Place.ShouldBe($"{path}:{line}");
        fault.Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData($"key: {Secret}")]
    [InlineData($"api_key: {Secret}")]
    [InlineData($"key_variable: {Secret}")]
    [InlineData("key_variable: ABCDEF0123456789ABCDEF0123456789")]
    [InlineData($"url: http://user:{Secret}@10.0.0.5/v1")]
    [InlineData($"url: http://10.0.0.5/v1?key={Secret}")]
    [InlineData($"requests_per_minute: {Secret}")]
    [InlineData($"key_variable: [{Secret}")]
    public async Task A_key_in_the_file_is_refused_and_not_repeated(string field)
    {
        var yaml = "endpoints:\n  lab:\n    protocol: openai\n    " + (field.StartsWith("url", StringComparison.Ordinal) ? "" : "url: http://10.0.0.5/v1\n    ") + field;

        var outcome = await RunAsync("models", "--models", _cli.Write("models.yaml", yaml));

        outcome.Exit.ShouldBe(2);
        foreach (var secret in (string[])[Secret, "ABCDEF0123456789ABCDEF0123456789"]) (outcome.Output + outcome.Error).ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input()
    {
        foreach (var command in (string[][])[["models"], ["run"], ["judge", "check"]])
        {
            var outcome = await RunAsync([.. command, "--models", _cli.Path("none.yaml")]);

            outcome.Exit.ShouldBe(2);
            outcome.Error.ShouldContain("no such file");
        }
    }

    [Fact]
    public async Task The_list_of_models_shows_endpoints_prices_windows_and_the_date_of_the_table()
    {
        var file = _cli.Write("models.yaml", """
            endpoints:
              lab: {protocol: openai, url: 'http://10.0.0.5:8000/v1', models: {tiny: {context_window: 4096, price: {input: 0.5, output: 1}}, free: {}}}
              openai: {models: {gpt-4o: {price: {input: 9, output: 9}}}}
            """);

        var table = await RunAsync("models", "--models", file);
        var known = (await RunAsync("models", "--models", file, "--json")).Json.GetProperty("known").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!);

        table.Output.ShouldContain("lab:MODEL");
        table.Output.ShouldContain("claude-sonnet-4-5");
        known["lab:tiny"].GetProperty("price").GetProperty("input").GetDouble().ShouldBe(0.5);
        known["lab:free"].GetProperty("price").ValueKind.ShouldBe(JsonValueKind.Null);
        known["openai:gpt-4o"].GetProperty("price").GetProperty("input").GetDouble().ShouldBe(9);
        known["openai:gpt-4o"].GetProperty("context_window").GetInt32().ShouldBe(128_000);
        known["openai:gpt-5"].GetProperty("as_of").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\d$");
    }

    [Fact]
    public async Task A_run_asks_an_endpoint_by_its_name()
    {
        var file = _cli.Write("models.yaml", "endpoints:\n  lab: {protocol: openai, url: 'http://127.0.0.1:1/v1'}\n");

        var outcome = await RunAsync("run", "--models", file, "-m", "lab:m", "-c", "simple", "-t", "true-false", "--out", _cli.Path("run"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("lab:m at http://127.0.0.1:1/v1");
    }

    public void Dispose() => _cli.Dispose();
}
