using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    private string Out => _cli.Path("run");

    [Fact]
    public async Task The_json_document_has_the_contract_shape()
    {
        var outcome = await RunAsync("run", "--json", "--out", Out, "--limit-users", "2", "-m", "embedded:lexical", "-c", "simple", "--method", "zero-shot", "rag");

        outcome.Exit.ShouldBe(0);
        var document = outcome.Json;
        document.GetProperty("run").GetString().ShouldBe(Out);
        document.GetProperty("status").GetString().ShouldBe("done");
        foreach (var count in (string[])["planned", "done", "skipped", "invalid", "unjudged", "refused", "failed"])
            document.GetProperty("trials").GetProperty(count).ValueKind.ShouldBe(JsonValueKind.Number, count);
        foreach (var part in (string[])["input_tokens", "cached_input_tokens", "output_tokens", "cost_usd"])
            document.GetProperty("usage").GetProperty(part).ValueKind.ShouldBe(JsonValueKind.Number, part);
        foreach (var condition in document.GetProperty("conditions").EnumerateArray())
        {
            foreach (var field in (string[])["dataset", "model", "method", "expression", "context", "task", "preferences", "n", "metrics", "evidence_in_prompt", "recall_at_5", "invalid", "unjudged"])
                condition.TryGetProperty(field, out _).ShouldBeTrue(field);
            var metrics = condition.GetProperty("metrics").EnumerateObject().Select(m => m.Name);
            metrics.ShouldBe(condition.GetProperty("task").GetString() == "open-ended" ? ["awareness", "alignment", "quality"] : ["accuracy"]);
        }
    }

    [Fact]
    public async Task Standard_output_holds_the_document_and_nothing_else()
    {
        var outcome = await RunAsync("run", "--json", "--out", Out, "--limit-users", "1", "-m", "embedded:random", "-c", "simple", "-t", "true-false");

        outcome.Output.ShouldStartWith("{");
        outcome.Output.ShouldEndWith("}\n");
    }

    [Fact]
    public async Task A_second_run_finds_everything_done()
    {
        string[] command = ["run", "--json", "--out", Out, "--limit-users", "1", "-m", "embedded:random", "-c", "simple"];
        var first = (await RunAsync(command)).Json;
        var second = (await RunAsync(command)).Json;

        second.GetProperty("trials").GetProperty("done").GetInt32().ShouldBe(0);
        second.GetProperty("trials").GetProperty("skipped").GetInt32().ShouldBe(first.GetProperty("trials").GetProperty("done").GetInt32());
        second.GetProperty("conditions").GetRawText().ShouldBe(first.GetProperty("conditions").GetRawText());
    }

    [Fact]
    public async Task A_report_says_what_the_run_said()
    {
        var run = (await RunAsync("run", "--json", "--out", Out, "--limit-users", "1", "-m", "embedded:random", "-c", "simple")).Json;
        var report = (await RunAsync("report", Out, "--json")).Json;

        report.GetProperty("conditions").GetRawText().ShouldBe(run.GetProperty("conditions").GetRawText());
        report.GetProperty("trials").GetRawText().ShouldBe(run.GetProperty("trials").GetRawText());
        report.GetProperty("usage").GetRawText().ShouldBe(run.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task An_experiment_file_says_what_to_run_and_options_change_it()
    {
        var file = _cli.Write("quick.yaml", "models: embedded:random\ncontexts: [simple]\nexpressions: [direct]\ntasks: [multiple-choice]\nmethods: [zero-shot]\nlimit_users: 2\n");

        var asWritten = (await RunAsync("run", file, "--json", "--out", _cli.Path("a"))).Json;
        var changed = (await RunAsync("run", file, "--json", "--out", _cli.Path("b"), "--limit-users", "1", "--no-blind")).Json;

        asWritten.GetProperty("trials").GetProperty("planned").GetInt32().ShouldBe(2 * 6 * 2);
        changed.GetProperty("trials").GetProperty("planned").GetInt32().ShouldBe(6);
    }

    [Theory]
    [InlineData("models: [embedded:random\n", "quick.yaml:")]
    [InlineData("modells: [embedded:random]\n", "quick.yaml:1")]
    [InlineData("limit_users: many\n", "quick.yaml:1")]
    [InlineData("seed: [1]\n", "wrong kind")]
    public async Task A_broken_experiment_file_is_refused_with_its_line(string yaml, string place)
    {
        var outcome = await RunAsync("run", _cli.Write("quick.yaml", yaml), "--out", Out);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(place);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-m", "embedded:nobody")]
    [InlineData("-m", "nobody")]
    [InlineData("-m", "embedded:lexical?window=0")]
    [InlineData("-c", "enormous")]
    [InlineData("-t", "essay")]
    [InlineData("-e", "whisper")]
    [InlineData("--method", "magic")]
    [InlineData("-d", "nowhere")]
    [InlineData("-j", "embedded:lexical")]
    [InlineData("--preferences", "secret")]
    [InlineData("--prompts", "nowhere")]
    [InlineData("--concurrency", "0")]
    [InlineData("--limit-users", "0")]
    [InlineData("--seed", "abc")]
    [InlineData("--bogus", "1")]
    public async Task A_wrong_word_is_refused_before_anything_is_written(string option, string value)
    {
        var outcome = await RunAsync("run", "--out", Out, option, value);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldNotBeEmpty();
        outcome.Error.ShouldNotContain("   at ");
        outcome.Output.ShouldBeEmpty();
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_refused_with_its_path()
    {
        var file = _cli.Write("taken", "");
        var outcome = await RunAsync("run", "--out", Path.Combine(file, "run"), "--limit-users", "1", "-c", "simple");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(file);
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        var outcome = await RunAsync("run", "--help");

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain("Examples:");
        outcome.Output.ShouldContain("attune run --dataset");
    }

    public void Dispose() => _cli.Dispose();
}
