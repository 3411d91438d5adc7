using Attune.Cli.Commands;
using Attune.Cli.Output;
using Attune.Models;
using Attune.Runs;
using Attune.Web.ModelServer;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

/// <summary>A run that stops before its end says how far it came.</summary>
public sealed class StoppedRunTests : IAsyncLifetime
{
    private readonly CommandLine _cli = new();
    private ModelHost _server = null!;

    private string Out => _cli.Path("run");

    public async Task InitializeAsync() => _server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0" });

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_used_up_budget_leaves_a_document_of_the_trials_that_it_paid_for()
    {
        var stopped = await Run("--json", "--max-cost", "0.1");

        stopped.Exit.ShouldBe(2);
        var document = stopped.Json;
        document.GetProperty("status").GetString().ShouldBe("interrupted");
        document.GetProperty("reason").GetString()!.ShouldContain("--max-cost");
        var trials = document.GetProperty("trials");
        trials.GetProperty("done").GetInt32().ShouldBeInRange(1, trials.GetProperty("planned").GetInt32() - 1);
        document.GetProperty("conditions").GetArrayLength().ShouldBePositive();
        document.GetProperty("usage").GetProperty("cost_usd").GetDouble().ShouldBeInRange(0.0001, 0.1);
        (await RunAsync("report", Out, "--json")).Json.GetProperty("reason").GetString().ShouldBe(document.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_cancelled_run_leaves_a_document_too()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var exit = await RunCommand.ExecuteAsync(new Screen(output, error), new Experiment { Models = ["embedded:random"] }, new ModelCatalog([]), new() { Out = Out }, json: true, new(canceled: true));

        exit.ShouldBe(130);
        var document = new Outcome(exit, output.ToString(), error.ToString()).Json;
        (document.GetProperty("status").GetString(), document.GetProperty("reason").GetString()).ShouldBe(("interrupted", "cancelled"));
        document.GetProperty("trials").GetProperty("done").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_never_began_leaves_none()
    {
        await Run("--json", "--max-cost", "0.1");
        await File.AppendAllTextAsync(Path.Combine(Out, "trials.jsonl"), "{\"key\": 1}\n{}\n");

        var refused = await Run("--json");

        (refused.Exit, refused.Output).ShouldBe((2, ""));
        refused.Error.ShouldContain("trials.jsonl");
    }

    [Fact]
    public async Task A_finished_run_has_no_reason_and_no_chance_digits_in_its_cost()
    {
        var usage = (await Run("--json")).Json;

        usage.GetProperty("reason").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        foreach (var cost in (string[])[usage.GetProperty("usage").GetProperty("cost_usd").GetRawText(), usage.GetProperty("usage").GetProperty("by_role")[0].GetProperty("cost_usd").GetRawText()])
            cost.Count(char.IsAsciiDigit).ShouldBeLessThanOrEqualTo(10, cost);
    }

    private Task<Outcome> Run(params string[] more)
    {
        var file = _cli.Write("models.yaml", $"endpoints:\n  lab: {{protocol: openai, url: '{_server.Addresses[0]}v1', models: {{lexical: {{price: {{input: 1.3, output: 2.7}}}}}}}}\n");
        return RunAsync(["run", "--models", file, "--out", Out, "--cache", "off", "-m", "lab:lexical", "-c", "simple", "-t", "true-false", "--method", "zero-shot", "--limit-users", "1", .. more]);
    }
}
