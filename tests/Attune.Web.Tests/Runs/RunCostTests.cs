using System.Globalization;
using System.Text.Json.Nodes;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Runs.Index;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Runs;

/// <summary>The console and reports say the same of what a run cost.</summary>
public sealed class RunCostTests
{
    [Fact]
    public async Task What_evaluators_took_is_part_of_what_a_run_cost()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        await ChangeAsync(run, "trials.jsonl", (line, i) => line["cost_usd"] = i == 0 ? 1.25 : 0.0);
        await ChangeAsync(run, "verdicts.jsonl", (line, i) => line["cost_usd"] = i == 0 ? 0.5 : 0.0);
        await ChangeAsync(run, "contests.jsonl", (line, i) => line["cost_usd"] = i == 0 ? 0.25 : 0.0);
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/runs/tournament")).Document.QuerySelector("#progress")!.TextContent.ShouldContain("2.00 US dollars");
        (await owner.GetAsync("/runs")).Document.QuerySelector("td[data-label='Cost, USD']")!.TextContent.ShouldBe("2.00");
        RunResults.Read(run).CostUsd.ShouldBe(2);
    }

    [Fact]
    public async Task A_cost_that_is_known_in_part_is_said_to_be_at_least_that()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        await ChangeAsync(run, "trials.jsonl", (line, _) => line["cost_usd"] = 0.125);
        await ChangeAsync(run, "verdicts.jsonl", (line, i) =>
        {
            if (i != 0) return;
            (line["cost_usd"], line["cost_at_least_usd"]) = (null, 0.25);
        });
        using var owner = await console.VisitAsync(Role.Owner);

        await owner.GetAsync("/runs/tournament"); // a list does not wait until logs are read
        var shown = (await owner.GetAsync("/runs")).Document.QuerySelector("td[data-label='Cost, USD']")!.TextContent;

        var results = RunResults.Read(run);
        results.CostUsd.ShouldBeNull();
        shown.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"at least {results.CostAtLeastUsd:N2}"));
    }

    [Theory]
    [InlineData("a trial that has not ended")]
    [InlineData("a trial that began anew")]
    [InlineData("a judge without a price")]
    public async Task The_index_adds_up_as_reports_do(string what)
    {
        var folder = Directory.CreateTempSubdirectory("attune-cost-");
        var run = await SampleRun.ForgeAsync(folder.FullName, "forged", t => (t["cost_usd"], t["attempts"]) = (0.5, 1));
        var lines = await File.ReadAllLinesAsync(Path.Combine(run.Location, "trials.jsonl"));
        var trial = JsonNode.Parse(lines[0])!;
        if (what == "a judge without a price")
        {
            (trial["judge_usage"], trial["judge_attempts"]) = (new JsonObject { ["input"] = 10, ["output"] = 2 }, 1);
            await File.AppendAllTextAsync(Path.Combine(run.Location, "trials.jsonl"), trial.ToJsonString() + "\n");
        }
        else
        {
            (trial["cost_usd"], trial["attempts"]) = (2.0, 3);
            if (what == "a trial that has not ended") trial["key"] = "another";
            await File.WriteAllTextAsync(Path.Combine(run.Location, "calls.jsonl"), trial.ToJsonString() + "\n");
        }

        var index = new RunIndex(Path.Combine(folder.FullName, "index.db"), run.Location);
        index.CatchUp(CancellationToken.None);

        var results = RunResults.Read(run);
        results.CostUsd.ShouldBe(what switch { "a trial that has not ended" => (lines.Length * 0.5) + 2, "a trial that began anew" => (lines.Length * 0.5) + 1.5, _ => default(double?) });
        index.State().CostText.ShouldBe(results.CostUsd is { } usd ? usd.ToString("N2", CultureInfo.InvariantCulture) : "unknown");
        folder.Delete(recursive: true);
    }

    private static async Task ChangeAsync(RunFolder run, string log, Action<JsonNode, int> change)
    {
        var path = Path.Combine(run.Location, log);
        var lines = (await File.ReadAllLinesAsync(path)).Select(l => JsonNode.Parse(l)!).ToList();
        for (var i = 0; i < lines.Count; i++) change(lines[i], i);
        await File.WriteAllLinesAsync(path, lines.Select(l => l.ToJsonString()));
    }
}
