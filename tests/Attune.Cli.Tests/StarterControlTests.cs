using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

/// <summary>The controls of the starter experiment: what any sound instrument must show on the embedded models.</summary>
public sealed class StarterControlTests(StarterControlTests.StarterRun run) : IClassFixture<StarterControlTests.StarterRun>
{
    private const string Window = "embedded:lexical?window=8000";

    [Theory]
    [InlineData("multiple-choice", 0.25)]
    [InlineData("true-false", 0.5)]
    public void Chance_lies_in_the_interval_of_the_random_model(string task, double chance)
    {
        var pooled = run.Rows("embedded:random", task);

        pooled.Count(r => r.Low <= chance && chance <= r.High).ShouldBeGreaterThanOrEqualTo((int)(0.9 * pooled.Count));
        pooled.Average(r => r.Mean).ShouldBe(chance, 0.05);
    }

    [Theory]
    [InlineData("multiple-choice")]
    [InlineData("true-false")]
    [InlineData("open-ended")]
    public void Oracle_is_above_zero_shot_and_zero_shot_above_blind(string task)
    {
        run.Mean("embedded:lexical", "oracle", task).ShouldBeGreaterThan(run.Mean("embedded:lexical", "zero-shot", task) + 0.05);
        run.Mean("embedded:lexical", "zero-shot", task).ShouldBeGreaterThan(run.Mean("embedded:lexical", "no-history", task) + 0.05);
    }

    [Theory]
    [InlineData("multiple-choice")]
    [InlineData("true-false")]
    [InlineData("open-ended")]
    public void A_short_window_loses_as_the_context_grows_and_retrieval_wins_some_of_it_back(string task)
    {
        run.Mean(Window, "zero-shot", task, "normal").ShouldBeLessThan(run.Mean(Window, "zero-shot", task, "simple") - 0.05);
        run.Mean(Window, "rag", task, "normal").ShouldBeGreaterThan(run.Mean(Window, "zero-shot", task, "normal") + 0.03);
    }

    [Fact]
    public void Evidence_says_why()
    {
        run.Evidence(Window, "zero-shot", "simple").ShouldBe(1);
        run.Evidence(Window, "zero-shot", "normal").ShouldBeLessThan(0.5);
        run.Evidence(Window, "rag", "normal").ShouldBeGreaterThan(run.Evidence(Window, "zero-shot", "normal") + 0.2);
        run.Evidence("embedded:lexical", "zero-shot", "normal").ShouldBe(1);
    }

    /// <summary>One run of the whole starter experiment, shared by the tests.</summary>
    public sealed class StarterRun : IAsyncLifetime
    {
        private readonly CommandLine _cli = new();
        private List<Row> _rows = [];

        public async Task InitializeAsync()
        {
            var outcome = await RunAsync("run", "--json", "--out", _cli.Path("starter"));
            outcome.Exit.ShouldBe(0);
            _rows = [.. outcome.Json.GetProperty("conditions").EnumerateArray().Select(Row.From)];
        }

        public List<Row> Rows(string model, string task) => [.. _rows.Where(r => r.Model == model && r.Task == task)];

        /// <summary>The mean over all expressions and kinds of preference, each trial counting once.</summary>
        public double Mean(string model, string method, string task, string? context = null)
        {
            var rows = _rows.Where(r => r.Model == model && r.Method == method && r.Task == task && (context is null || r.Context == context)).ToList();
            return rows.Sum(r => r.Mean * r.N) / rows.Sum(r => r.N);
        }

        public double Evidence(string model, string method, string context) =>
            _rows.Where(r => r.Model == model && r.Method == method && r.Context == context).Average(r => r.Evidence!.Value);

        public Task DisposeAsync()
        {
            _cli.Dispose();
            return Task.CompletedTask;
        }
    }

    public sealed record Row(string Model, string Method, string? Context, string Task, int N, double Mean, double Low, double High, double? Evidence)
    {
        public static Row From(JsonElement condition)
        {
            var metric = condition.GetProperty("metrics").EnumerateObject().First().Value;
            return new(
                condition.GetProperty("model").GetString()!,
                condition.GetProperty("method").GetString()!,
                condition.GetProperty("context").GetString(),
                condition.GetProperty("task").GetString()!,
                condition.GetProperty("n").GetInt32(),
                metric.GetProperty("mean").GetDouble(),
                metric.GetProperty("low").GetDouble(),
                metric.GetProperty("high").GetDouble(),
                condition.GetProperty("evidence_in_prompt") is { ValueKind: JsonValueKind.Number } e ? e.GetDouble() : null);
        }
    }
}
