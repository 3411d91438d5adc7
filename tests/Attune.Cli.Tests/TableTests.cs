using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class TableTests : IDisposable
{
    private readonly CommandLine _cli = new();

    private Task<Outcome> Run(params string[] options) => RunAsync(["run", "--out", _cli.Path("run"), "--limit-users", "2", .. options]);

    [Fact]
    public async Task Trials_without_a_score_stay_in_the_table_with_their_count()
    {
        var outcome = await Run("--judge", "embedded:random", "-m", "embedded:lexical", "-t", "open-ended", "-c", "simple", "--method", "zero-shot", "-e", "direct");

        outcome.Output.ShouldContain("open-ended: awareness");
        outcome.Output.ShouldContain("unjudged");
        outcome.Error.ShouldContain("24 unjudged");
    }

    [Fact]
    public async Task The_floor_alone_has_a_table_of_its_own()
    {
        var outcome = await Run("-m", "embedded:generic", "-t", "true-false", "--method", "no-history");

        outcome.Output.ShouldContain("no history");
        outcome.Output.ShouldContain("0.50");
    }

    [Fact]
    public async Task A_score_without_spread_gets_no_interval_of_width_zero_and_no_star()
    {
        var outcome = await Run("-m", "embedded:generic", "-t", "true-false", "-c", "simple", "--method", "zero-shot");

        outcome.Output.ShouldNotContain("0.50 to 0.50");
        outcome.Output.ShouldNotContain("*  ");
    }

    [Fact]
    public async Task A_report_of_part_of_a_run_says_so()
    {
        await Run("-m", "embedded:random", "-t", "true-false", "-c", "simple", "--method", "zero-shot");
        var record = _cli.Path("run/run.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"status\": \"done\"", "\"status\": \"interrupted\""));
        var log = _cli.Path("run/trials.jsonl");
        File.WriteAllLines(log, File.ReadLines(log).Take(10).ToList());

        var report = await RunAsync("report", _cli.Path("run"));

        report.Output.ShouldContain("Not the whole run: 10 of 120 trials, status interrupted");
    }

    [Fact]
    public async Task The_same_experiment_gives_the_same_document_whatever_ended_first()
    {
        string[] options = ["-m", "embedded:random", "embedded:generic", "-c", "simple", "--json"];
        var first = (await RunAsync(["run", "--out", _cli.Path("a"), .. options])).Json;
        var second = (await RunAsync(["run", "--out", _cli.Path("b"), "--concurrency", "1", .. options])).Json;

        second.GetProperty("conditions").GetRawText().ShouldBe(first.GetProperty("conditions").GetRawText());
    }

    [Fact]
    public async Task A_log_without_its_record_is_not_adopted()
    {
        await Run("-m", "embedded:random", "-t", "true-false", "-c", "simple");
        File.Delete(_cli.Path("run/run.json"));

        var again = await Run("-m", "embedded:random", "-t", "true-false", "-c", "simple", "--seed", "9");

        again.Exit.ShouldBe(2);
        again.Error.ShouldContain("has no run.json beside it");
    }

    public void Dispose() => _cli.Dispose();
}
