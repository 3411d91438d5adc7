using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class PlanCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    private string Out => _cli.Path("run");

    [Fact]
    public async Task A_plan_needs_no_key_calls_nothing_and_writes_nothing()
    {
        var variables = (string[])["OPENAI_API_KEY", "OPENAI_BASE_URL"];
        var before = variables.Select(Environment.GetEnvironmentVariable).ToList();
        foreach (var variable in variables) Environment.SetEnvironmentVariable(variable, null);
        try
        {
            var outcome = await RunAsync("plan", "--json", "--out", Out, "-m", "openai:gpt-5-mini", "-j", "openai:gpt-5", "-c", "normal", "--method", "zero-shot", "--limit-users", "1");

            outcome.Exit.ShouldBe(0);
            Directory.Exists(Out).ShouldBeFalse();
            var plan = outcome.Json;
            plan.EnumerateObject().Select(p => p.Name).ShouldBe(["run", "trials", "settled", "by_role", "cost_usd", "cost_without_sharing_usd", "notes", "assumptions"]);
            var (candidate, judge) = (plan.GetProperty("by_role")[0], plan.GetProperty("by_role")[1]);
            candidate.EnumerateObject().Select(p => p.Name).ShouldBe([
                "role", "model", "calls", "input_tokens", "unique_input_tokens", "shared_input_tokens", "expected_cache_reads", "output_tokens",
                "cost_usd", "cost_without_sharing_usd", "too_long", "price", "price_as_of"]);
            candidate.GetProperty("expected_cache_reads").GetInt64().ShouldBeGreaterThan(1_000_000);
            candidate.GetProperty("cost_usd").GetDouble().ShouldBeLessThan(candidate.GetProperty("cost_without_sharing_usd").GetDouble() / 2);
            judge.GetProperty("role").GetString().ShouldBe("judge");
        }
        finally
        {
            foreach (var (variable, value) in variables.Zip(before)) Environment.SetEnvironmentVariable(variable, value);
        }
    }

    [Fact]
    public async Task An_unknown_price_is_null_in_the_document_and_a_word_in_the_table()
    {
        var file = _cli.Write("models.yaml", "endpoints:\n  lab: {protocol: openai, url: 'http://127.0.0.1:1/v1'}\n");
        string[] options = ["--models", file, "--out", Out, "-m", "lab:m", "-c", "simple", "-t", "true-false", "--limit-users", "1"];

        var json = (await RunAsync(["plan", "--json", .. options])).Json;
        var table = await RunAsync(["plan", .. options]);

        json.GetProperty("cost_usd").ValueKind.ShouldBe(JsonValueKind.Null);
        table.Output.ShouldContain("unknown");
        table.Output.ShouldContain("price of lab:m is not known");
    }

    [Fact]
    public async Task A_budget_that_the_plan_exceeds_is_noted()
    {
        var file = _cli.Write("models.yaml", "endpoints:\n  lab: {protocol: openai, url: 'http://h/v1', models: {m: {price: {input: 1, output: 1}}}}\n");

        var outcome = await RunAsync("plan", "--models", file, "--out", Out, "-m", "lab:m", "-c", "simple", "-t", "true-false", "--max-cost", "0.01", "--max-tokens", "10");

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain("more than --max-cost");
        outcome.Output.ShouldContain("more than --max-tokens");
    }

    [Theory]
    [InlineData("--max-cost", "0", "above 0")]
    [InlineData("--max-cost", "1e400", "US dollars")]
    [InlineData("--max-cost", "NaN", "US dollars")]
    [InlineData("--max-cost", "Infinity", "US dollars")]
    [InlineData("--max-cost", "much", "as a number")]
    [InlineData("--max-cost", "5", "price of model 'lab:m' is not known")]
    [InlineData("--max-tokens", "-1", "above 0")]
    [InlineData("--truncate", "newest", "oldest-random")]
    public async Task A_budget_or_truncation_that_cannot_be_kept_is_refused_before_anything_is_written(string option, string value, string problem)
    {
        var file = _cli.Write("models.yaml", "endpoints:\n  lab: {protocol: openai, url: 'http://h/v1'}\n");

        var outcome = await RunAsync("run", "--models", file, "--out", Out, "-m", "lab:m", option, value);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(problem);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task An_experiment_in_yaml_can_say_truncate()
    {
        var experiment = _cli.Write("e.yaml", "truncate: oldest-random\nmodels: [lab:m]\ncontexts: [normal]\ntasks: [true-false]\nlimit_users: 1\n");
        var file = _cli.Write("models.yaml", "endpoints:\n  lab: {protocol: openai, url: 'http://h/v1', models: {m: {context_window: 30000}}}\n");

        var cut = (await RunAsync("plan", "--json", experiment, "--models", file, "--out", Out)).Json.GetProperty("by_role")[0];

        cut.GetProperty("too_long").GetInt64().ShouldBe(0);
        (cut.GetProperty("input_tokens").GetInt64() / cut.GetProperty("calls").GetInt64()).ShouldBeLessThan(30_000);
    }

    public void Dispose() => _cli.Dispose();
}
