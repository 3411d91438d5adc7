using Attune.Cli.Output;
using Attune.Models;
using Attune.Reports;
using Attune.Runs;
using Attune.Web.ModelServer;
using Spectre.Console;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class UsageReportTests : IDisposable
{
    private static readonly RoleReport Used = new()
    {
        Role = "candidate",
        Model = "openai:a-model-with-a-long-name@https://gateway.example.org/v1",
        Calls = 1_234,
        InputTokens = 6_383_986,
        CachedInputTokens = 5_832_827,
        CacheWriteTokens = 0,
        OutputTokens = 612,
        CostUsd = 1.21,
        CostAtLeastUsd = 1.21,
        SavedByPrefixUsd = null,
        LatencyP50Ms = 50,
        LatencyP95Ms = 70,
        LatencyP99Ms = 380,
        Attempts = 1_240,
        Retried = 6,
        Throttled = 3,
        AttemptsWithoutUsage = 4,
    };

    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void On_a_narrow_screen_no_number_is_broken()
    {
        var shown = Shown(80);

        shown.ShouldNotContain("│");
        foreach (var part in (string[])["candidate openai:a-model", "calls 1,234, retried 6, throttled 3", "input 6,383,986, of these cached 5,832,827; output 612", "USD 1.21, saved unknown", "p50 0.05 s, p95 0.07 s, p99 0.38 s"])
            shown.ShouldContain(part);
        shown.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 80);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(240)]
    public void Attempts_without_usage_stand_under_it(int width) =>
        string.Join(' ', Shown(width).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("/v1: 4 attempts without usage; what they took is in none of these sums.");

    [Fact]
    public void On_a_wide_screen_it_is_one_table()
    {
        Shown(240).ShouldMatch(@"candidate +openai:a-model-with-a-long-name@https://gateway\.example\.org/v1 +1,234 +6,383,986 +5,832,827 +612 +1\.21 +unknown +0\.05");
    }

    [Fact]
    public async Task Markdown_has_usage_in_a_table_of_its_own_and_csv_holds_the_conditions_alone()
    {
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0" });
        var model = $"openai:lexical@{server.Addresses[0]}v1";
        await RunAsync("run", "--out", _cli.Path("run"), "--cache", "off", "-m", model, "-c", "simple", "-t", "true-false", "--method", "zero-shot", "--limit-users", "1");

        var markdown = (await RunAsync("report", _cli.Path("run"), "--format", "markdown")).Output;
        var csv = (await RunAsync("report", _cli.Path("run"), "--format", "csv")).Output;

        markdown.ShouldContain("\n\n| role | model | calls | input | cached | output | USD |");
        markdown.ShouldMatch(@$"\| candidate \| {System.Text.RegularExpressions.Regex.Escape(model)} \| [1-9][0-9,]+ \| [1-9][0-9,]+ \|");
        csv.ShouldNotContain("input_tokens");
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Count(c => c == ',')).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Markdown_of_embedded_models_says_that_they_cost_nothing()
    {
        await RunAsync("run", "--out", _cli.Path("run"), "-m", "embedded:random", "-c", "simple", "-t", "true-false", "--limit-users", "1");

        (await RunAsync("report", _cli.Path("run"), "--format", "markdown")).Output.ShouldMatch(@"\| candidate \| embedded:random \| [0-9,]+ \| [0-9,]+ \| 0 \| [0-9,]+ \| 0\.00 \|");
    }

    [Fact]
    public void A_cost_that_is_not_known_in_full_says_how_much_is() => Shown(240, Used with { CostUsd = null }).ShouldContain(" at least 1.21 ");

    [Fact]
    public void What_the_columns_mean_is_one_line_where_there_is_room() =>
        Shown(400).Split('\n').ShouldContain(line => line.StartsWith("tokens as the endpoints count them") && line.Contains("stayed within."));

    private static string Shown(int width, RoleReport? used = null)
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(written), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        UsageTable.Print(console, [used ?? Used], new Dictionary<string, ModelFacts>());
        return written.ToString();
    }
}
