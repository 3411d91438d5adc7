using Attune.Models;
using Attune.Providers;
using Attune.Reports;
using Attune.Runs;
using Attune.Web.ModelServer;

namespace Attune.Cli.Tests;

public sealed class FaultyEndpointTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("openai:lexical@{0}v1")]
    [InlineData("anthropic:lexical@{0}")]
    public async Task With_three_in_ten_answers_spoilt_every_trial_ends_once_and_the_table_s_n_says_so(string model)
    {
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new()
        {
            Urls = "http://127.0.0.1:0",
            Faults = FaultPlan.Parse("0.3"),
            SlowBody = TimeSpan.FromMilliseconds(20),
            Seed = 5,
        });
        var providers = new ProviderModels();
        var experiment = new Experiment
        {
            Models = [string.Format(null, model, server.Addresses[0])],
            Contexts = ["simple"],
            Methods = ["zero-shot", "reminder"],
            Expressions = ["direct"],
        };
        var options = new RunOptions { Out = _cli.Path("run"), Concurrency = 16, Retry = new() { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) } };
        var runner = new Runner(experiment, (name, tokens) => name.Provider == "embedded" ? EmbeddedModels.Create(name, tokens) : providers.Create(name), options);

        var record = await runner.RunAsync();

        var totals = record.Totals!;
        var trials = runner.Folder.ReadTrials().ToList();
        var lines = File.ReadLines(Path.Combine(runner.Folder.Location, "trials.jsonl")).Count();
        (lines, trials.Count, totals.Done + totals.Failed).ShouldBe((totals.Planned, totals.Planned, totals.Planned));
        var failed = trials.Where(t => t.Outcome == TrialOutcome.Failed).ToList();
        (failed.Count, record.Status).ShouldBe((totals.Failed, "failed-trials"));
        failed.Count.ShouldBeGreaterThan(0);
        failed.ShouldAllBe(t => t.Error!.Length > 20 && t.Scores.Count == 0 && t.Attempts >= 1 && t.Attempts <= 40);
        failed.Select(t => t.Error!).ShouldAllBe(e => e.Contains("broken JSON") || e.Contains("without choices") || e.Contains("without content") || e.Contains("broke the connection") || e.Contains("failed inside") || e.Contains("empty"));
        trials.Max(t => t.Attempts).ShouldBeGreaterThan(1);

        var document = RunDocument.Of(runner.Folder, record, RunResults.Read(runner.Folder));
        document.Conditions.Sum(c => c.N + c.Invalid + c.Unjudged + c.Refused + c.Failed).ShouldBe(totals.Planned);
        document.Conditions.Sum(c => c.N).ShouldBe(trials.Count(t => t.Outcome == TrialOutcome.Scored));
    }

    [Fact]
    public async Task Answers_that_were_cut_off_stand_beside_the_mean_in_every_format()
    {
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0", Faults = FaultPlan.Parse("truncated=1") });
        string[] run = ["run", "-m", $"openai:lexical@{server.Addresses[0]}v1", "-t", "open-ended", "-c", "simple", "--method", "zero-shot", "-e", "direct", "--no-blind", "--out", _cli.Path("run")];

        var table = await CommandLine.RunAsync(run);
        var again = (await CommandLine.RunAsync([.. run, "--json"])).Json;
        var csv = await CommandLine.RunAsync("report", _cli.Path("run"), "--format", "csv");

        table.Output.ShouldContain("cut off");
        table.Output.ShouldContain("18 of 18 answers of openai:lexical");
        table.Error.ShouldContain("18 cut off");
        again.GetProperty("conditions").EnumerateArray().Sum(c => c.GetProperty("cut_off").GetInt32()).ShouldBe(18);
        again.GetProperty("notes").EnumerateArray().ShouldContain(n => n.GetString()!.Contains("output limit"));
        csv.Output.Split('\n')[0].ShouldContain(",failed,cut_off,");
    }

    [Fact]
    public async Task An_address_that_serves_web_pages_stops_the_run_with_one_clear_line()
    {
        await using var server = await WebSite.StartAsync("<!doctype html><title>Welcome</title>");

        var outcome = await CommandLine.RunAsync("run", "-m", $"openai:m@{server.Url}/v1", "-t", "true-false", "-c", "simple", "--out", _cli.Path("run"), "--json");

        outcome.Exit.ShouldBe(2);
        outcome.Json.GetProperty("reason").GetString()!.ShouldContain("web page");
        outcome.Error.ShouldContain("has failed 20 calls in a row; the last one: answers with a web page.");
        outcome.Error.ShouldContain($"Check that {server.Url}/v1");
        outcome.Error.ShouldContain($"attune resume {_cli.Path("run")}");
        (await File.ReadAllTextAsync(_cli.Path("run/run.json"))).ShouldContain("\"interrupted\"");
    }
}
