using System.Text.Json;
using Attune.Datasets;
using Attune.Models;
using Attune.Providers;
using Attune.Synthesis;
using Attune.Web.ModelServer;

namespace Attune.Cli.Tests;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Two_users_are_made_in_one_command_and_a_second_call_finds_them_made()
    {
        string[] command = ["generate", "realpref", "--users", "2", "--random-turns", "9", "--out", _cli.Path("two"), "--json"];

        var first = await CommandLine.RunAsync(command);
        var second = await CommandLine.RunAsync(command);

        (first.Exit, second.Exit).ShouldBe((0, 0), first.Error + second.Error);
        first.Json.GetProperty("counts").GetProperty("queries").GetInt32().ShouldBe(26);
        second.Json.GetProperty("made").GetInt32().ShouldBe(0);
        (await CommandLine.RunAsync("run", "rq1", "--dataset", _cli.Path("two"), "--out", _cli.Path("run"), "--model", "embedded:random")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_hundred_simulated_users_pass_every_gate_of_the_audit()
    {
        (await CommandLine.RunAsync("generate", "realpref", "--users", "100", "--out", _cli.Path("hundred"))).Exit.ShouldBe(0);

        var audit = await CommandLine.RunAsync("dataset", "audit", _cli.Path("hundred"));

        audit.Exit.ShouldBe(0, audit.Output);
        var counts = JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli.Path("hundred"), "dataset.json"))).RootElement.GetProperty("counts");
        (counts.GetProperty("profiles").GetInt32(), counts.GetProperty("preferences").GetInt32(), counts.GetProperty("queries").GetInt32()).ShouldBe((100, 1300, 1300));
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_is_said_with_its_mend()
    {
        (string[] Options, string Said)[] cases =
        [
            (["--users", "0"], "must be at least 1"),
            (["--redo", "quarries"], "quarries"),
            (["--personas", _cli.Path("none.jsonl")], "cannot be read"),
            (["--topics", _cli.Write("topics.jsonl", """{"field": "Travel", "subtopic": "Lifts"}""")], "has 1 topics"),
            (["--model", "embedded:lexicon"], "is not known"),
        ];

        foreach (var (options, said) in cases)
        {
            var outcome = await CommandLine.RunAsync(["generate", "realpref", "--out", _cli.Path("x"), .. options]);
            (outcome.Exit, outcome.Error).ShouldSatisfyAllConditions(o => o.Exit.ShouldBe(2), o => o.Error.ShouldContain(said));
        }
    }

    [Theory]
    [InlineData("openai:simulator@{0}v1")]
    [InlineData("anthropic:simulator@{0}")]
    public async Task Through_an_endpoint_that_spoils_answers_comes_a_valid_dataset_and_a_list_of_what_was_set_aside(string model)
    {
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:simulator"), new()
        {
            Urls = "http://127.0.0.1:0",
            Faults = FaultPlan.Parse("broken-json=0.1,refusal=0.1,truncated=0.1,wrong-count=0.15,wrong-type=0.15,malformed=0.05"),
        });
        var providers = new ProviderModels();
        var plan = new RealPrefPlan { Name = "spoilt", Users = 3, Model = string.Format(null, model, server.Addresses[0]), RandomTurns = 30 };
        var options = new GenerationOptions { Concurrency = 8, Retry = new() { MaxAttempts = 4, Delay = TimeSpan.FromMilliseconds(1) } };

        var report = await new RealPrefPipeline(plan, _cli.Path("spoilt"), (name, _) => providers.Create(name), options).RunAsync();

        report.AskedAgain.ShouldBeGreaterThan(20);
        report.SetAside.ShouldNotBeEmpty();
        Dataset.Validate(_cli.Path("spoilt")).ShouldBeEmpty();
        var setAside = File.ReadLines(Path.Combine(_cli.Path("spoilt"), "set-aside.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        setAside.Count.ShouldBe(report.SetAside.Values.Sum());
        setAside.ShouldAllBe(s => s.GetProperty("cause").GetString()!.Length > 10);
        report.Counts["queries"].ShouldBeInRange(1, 39);
    }

    [Fact]
    public async Task Experiments_that_ship_are_listed_with_what_they_ask()
    {
        var outcome = await CommandLine.RunAsync("experiments");

        outcome.Exit.ShouldBe(0);
        foreach (var name in (string[])["rq1", "rq2", "rq3", "rq4", "rq5"]) outcome.Output.ShouldContain(name);
        outcome.Output.ShouldContain("RealPref 5.3.1");
    }
}
