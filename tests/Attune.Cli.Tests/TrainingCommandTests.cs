using Attune.Models;
using Attune.Web.ModelServer;

namespace Attune.Cli.Tests;

public sealed class TrainingCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task From_a_run_to_a_tuned_model_that_a_run_can_name()
    {
        await using var host = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0", TuningTime = TimeSpan.FromMilliseconds(1) });
        var (run, file, model) = (await RunAsync("workflow"), _cli.Path("sft.jsonl"), $"openai:lexical@{host.Addresses[0]}v1");

        var exported = await CommandLine.RunAsync("export", "sft", run, "--format", "openai", "--split", "test=0.34", "--out", file);
        var tuned = await CommandLine.RunAsync("finetune", file, "--validation", _cli.Path("sft.test.jsonl"), "--model", model, "--suffix", "tried", "--json");

        (exported.Exit, tuned.Exit).ShouldBe((0, 0), exported.Error + tuned.Error);
        exported.Error.ShouldContain("Nothing held out is in the training file");
        tuned.Error.ShouldContain("This server trains nothing");
        var name = tuned.Json.GetProperty("tuned_model").GetString()!;
        name.ShouldStartWith("openai:ft:lexical:attune:tried:");
        (await CommandLine.RunAsync("run", "--model", name, "--task", "open-ended", "--context", "simple", "--expression", "direct", "--method", "zero-shot", "--limit-users", "1", "--no-blind", "--cache", "off", "--out", _cli.Path("tuned"))).Exit.ShouldBe(0);

        var again = await CommandLine.RunAsync("finetune", "--job", tuned.Json.GetProperty("job").GetString()!, "--model", model);
        (again.Exit, again.Output.Trim()).ShouldBe((0, name));
        (await CommandLine.RunAsync("finetune", "--cancel", tuned.Json.GetProperty("job").GetString()!, "--model", model)).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Preference_pairs_are_exported_with_the_bare_answer_as_the_worse_one()
    {
        var run = await RunAsync("workflow", "zero-shot");

        var outcome = await CommandLine.RunAsync("export", "dpo", run, "--rejected", "bare", "--out", _cli.Path("dpo.jsonl"), "--json");

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("kind").GetString().ShouldBe("dpo");
        outcome.Json.GetProperty("rejected").GetString().ShouldBe("bare");
        File.ReadLines(_cli.Path("dpo.jsonl")).First().ShouldStartWith("{\"prompt\":[");
    }

    [Fact]
    public async Task What_was_exported_for_Trl_is_not_uploaded()
    {
        var file = _cli.Path("sft.jsonl");
        (await CommandLine.RunAsync("export", "sft", await RunAsync("workflow"), "--out", file)).Exit.ShouldBe(0);

        var outcome = await CommandLine.RunAsync("finetune", file, "--model", "openai:a@http://127.0.0.1:1/v1");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("is in TRL's format");
        outcome.Error.ShouldContain("--format openai");
    }

    [Theory]
    [InlineData("--split", "test", "is no name and share")]
    [InlineData("--split", "test=1.5", "is no name and share")]
    [InlineData("--parts", "a=0.5,b=0.5", "one of them 'train'")]
    [InlineData("--only", "failed", "failed")]
    [InlineData("--format", "parquet", "parquet")]
    [InlineData("--model", "gpt-5", "gave no answers")]
    [InlineData("--dataset", "nowhere", "no such dataset")]
    public async Task An_option_that_cannot_be_used_is_named(string option, string value, string expected)
    {
        var run = await RunAsync("workflow");

        var outcome = await CommandLine.RunAsync("export", "sft", run, "--out", _cli.Path("x.jsonl"), option, value);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(expected);
        File.Exists(_cli.Path("x.jsonl")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("one of them only")]
    [InlineData("one of them only", "FILE", "--job", "ftjob-1")]
    [InlineData("which model to tune", "FILE")]
    [InlineData("learns nothing", "FILE", "--model", "embedded:lexical")]
    [InlineData("cannot be tuned", "FILE", "--model", "anthropic:claude-sonnet-4@http://127.0.0.1:1")]
    [InlineData("--no-follow", "FILE", "--model", "openai:a@http://127.0.0.1:1/v1", "--follow", "--no-follow")]
    [InlineData("--epochs 0", "FILE", "--model", "openai:a@http://127.0.0.1:1/v1", "--epochs", "0")]
    [InlineData("--suffix two words", "FILE", "--model", "openai:a@http://127.0.0.1:1/v1", "--suffix", "two words")]
    [InlineData("is not there", "FILE", "--model", "openai:a@http://127.0.0.1:1/v1")]
    [InlineData("refuses the connection", "--job", "ftjob-1", "--model", "openai:a@http://127.0.0.1:1/v1")]
    public async Task Tuning_that_cannot_begin_says_why(string expected, params string[] args)
    {
        var outcome = await CommandLine.RunAsync(["finetune", .. args.Select(a => a == "FILE" ? _cli.Path("sft.jsonl") : a)]);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task A_job_that_fails_is_no_success()
    {
        await using var host = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0", TuningTime = TimeSpan.FromMilliseconds(1) });
        using var http = new HttpClient { BaseAddress = host.Addresses[0] };
        using var form = new MultipartFormDataContent { { new StringContent("""{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}"""), "file", "few.jsonl" }, { new StringContent("fine-tune"), "purpose" } };
        var file = System.Text.Json.JsonDocument.Parse(await (await http.PostAsync("v1/files", form)).Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var request = new StringContent($$"""{"model":"lexical","training_file":"{{file}}"}""");
        var job = System.Text.Json.JsonDocument.Parse(await (await http.PostAsync("v1/fine_tuning/jobs", request)).Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;

        var outcome = await CommandLine.RunAsync("finetune", "--job", job, "--model", $"openai:lexical@{host.Addresses[0]}v1");

        outcome.Exit.ShouldBe(3);
        outcome.Error.ShouldContain("must have at least 10 examples");
    }

    [Theory]
    [InlineData("export sft", "--on-leak")]
    [InlineData("export dpo", "--rejected bare")]
    [InlineData("finetune", "--cancel ftjob-abc123")]
    public async Task Help_has_examples(string command, string expected)
    {
        var outcome = await CommandLine.RunAsync([.. command.Split(' '), "--help"]);

        outcome.Output.ShouldContain("Examples:");
        outcome.Output.ShouldContain(expected);
    }

    private async Task<string> RunAsync(params string[] methods)
    {
        var run = _cli.Path("run");
        (await CommandLine.RunAsync(["run", "--model", "embedded:lexical", "--task", "open-ended", "--context", "simple", "--expression", "direct", "--no-blind", "--out", run, "--method", .. methods])).Exit.ShouldBe(0);
        return run;
    }
}
