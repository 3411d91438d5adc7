using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_page_of_one_run_lies_in_its_folder()
    {
        await Run("a");

        var outcome = await RunAsync("report", _cli.Path("a"), "--format", "html");

        (outcome.Exit, outcome.Output).ShouldBe((0, ""));
        var page = Path.Combine(_cli.Path("a"), "report.html");
        outcome.Error.ShouldContain(page);
        File.ReadAllText(page).ShouldStartWith("<!DOCTYPE html>");
        Directory.GetFiles(_cli.Path("a"), "*.partial").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("r.html", "<!DOCTYPE html>")]
    [InlineData("r.tex", "% Needs")]
    [InlineData("r.md", "# ")]
    [InlineData("r.csv", "dataset,model,")]
    [InlineData("r.json", "{")]
    [InlineData("r.txt", "true-false")]
    public async Task The_ending_of_a_file_says_its_format(string name, string begin)
    {
        await Run("a");

        (await RunAsync("report", _cli.Path("a"), "--out", _cli.Path(name))).Exit.ShouldBe(0);

        File.ReadAllText(_cli.Path(name)).Trim().ShouldStartWith(begin);
    }

    [Fact]
    public async Task Several_runs_need_a_place_for_their_page_and_stand_in_one()
    {
        await Run("a");
        await Run("b", "--seed", "1");

        var nowhere = await RunAsync("report", _cli.Path("a"), _cli.Path("b"), "--format", "html");
        var both = await RunAsync("report", _cli.Path("a"), _cli.Path("b"), "--out", _cli.Path("both.html"));

        (nowhere.Exit, both.Exit).ShouldBe((2, 0));
        nowhere.Error.ShouldContain("--out FILE.html");
        File.ReadAllText(_cli.Path("both.html")).ShouldContain("differ in seed: 0 / 1");
    }

    [Fact]
    public async Task Several_runs_are_one_csv_that_says_which_and_a_list_in_json()
    {
        await Run("a");
        await Run("b", "--seed", "1");

        var csv = (await RunAsync("report", _cli.Path("a"), _cli.Path("b"), "--format", "csv")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        csv[0].ShouldStartWith("run,dataset,");
        csv.Skip(1).Select(l => l.Split(',')[0]).Distinct().ShouldBe([_cli.Path("a"), _cli.Path("b")]);
        (await RunAsync("report", _cli.Path("a"), _cli.Path("b"), "--json")).Json.GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Several_runs_on_the_screen_are_named_and_told_what_keeps_them_apart()
    {
        await Run("a");
        await Run("b", "--seed", "1");

        var output = (await RunAsync("report", _cli.Path("a"), _cli.Path("b"))).Output;

        output.ShouldContain(_cli.Path("a") + "\n");
        output.ShouldContain(_cli.Path("b") + "\n");
        output.ShouldContain($"{_cli.Path("a")} and {_cli.Path("b")} cannot be ranked against each other, they differ in seed: 0 / 1");
    }

    [Fact]
    public async Task Csv_says_who_scored_open_answers_and_nobody_for_the_others()
    {
        await RunAsync("run", "--out", _cli.Path("o"), "--limit-users", "1", "--model", "embedded:random", "--task", "open-ended", "true-false", "--context", "simple", "--method", "zero-shot");

        var rows = (await RunAsync("report", _cli.Path("o"), "--format", "csv")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();

        rows.Where(r => r.Contains(",open-ended,", StringComparison.Ordinal)).ShouldAllBe(r => r.EndsWith(",embedded:judge,", StringComparison.Ordinal));
        rows.Where(r => r.Contains(",true-false,", StringComparison.Ordinal)).ShouldAllBe(r => r.EndsWith(",,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said_to_be_missing()
    {
        await Run("a");

        var outcome = await RunAsync("report", _cli.Path("a"), "--out", _cli.Path("none/r.html"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain($"{_cli.Path("none/r.html")}: cannot be written: there is no such folder.");
    }

    [Fact]
    public async Task Pooling_does_not_go_with_a_page()
    {
        await Run("a");

        var outcome = await RunAsync("report", _cli.Path("a"), "--by", "model", "--format", "html");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("--by");
    }

    [Theory]
    [InlineData("c.html", "<!DOCTYPE html>")]
    [InlineData("c.tex", "% Needs")]
    [InlineData("c.md", "## A - B")]
    [InlineData("c.csv", "a,b,task,metric,difference,low,high,pairs,users\nmethod=oracle,method=zero-shot,true-false,accuracy,")]
    [InlineData("c.json", "[")]
    public async Task A_comparison_has_the_same_formats(string name, string begin)
    {
        await Run("a");

        (await RunAsync("compare", _cli.Path("a"), "--out", _cli.Path(name))).Exit.ShouldBe(0);

        File.ReadAllText(_cli.Path(name)).Trim().ShouldStartWith(begin);
    }

    [Fact]
    public async Task Runs_that_differ_leave_no_comparison_behind()
    {
        await Run("a");
        await Run("b", "--seed", "1");

        (await RunAsync("compare", _cli.Path("a"), _cli.Path("b"), "--out", _cli.Path("c.html"))).Exit.ShouldBe(2);

        File.Exists(_cli.Path("c.html")).ShouldBeFalse();
    }

    private async Task Run(string name, params string[] more) => (await RunAsync(
        ["run", "--out", _cli.Path(name), "-m", "embedded:random", "-c", "simple", "-t", "true-false", "--method", "zero-shot", "oracle", "--limit-users", "2", .. more])).Exit.ShouldBe(0);
}
