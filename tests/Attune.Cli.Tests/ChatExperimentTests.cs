using System.Text.Json;

namespace Attune.Cli.Tests;

/// <summary>An experiment that begins with an export of real chats and ends with a verdict (InterPref sections 3 and 4).</summary>
public sealed class ChatExperimentTests : IDisposable
{
    private readonly CommandLine _cli = new();
    private readonly string _name = $"chats-{Guid.NewGuid():n}";

    public void Dispose()
    {
        _cli.Dispose();
        if (!Directory.Exists("data")) return;
        foreach (var made in Directory.GetDirectories("data", _name + "*")) Directory.Delete(made, recursive: true);
    }

    [Fact]
    public async Task From_an_export_of_chats_to_pass_rates_a_win_matrix_and_strengths_in_one_command()
    {
        var experiment = Experiment("methods: [zero-shot, task-description, cot, workflow]\n");

        var run = await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"), "--json");

        run.Exit.ShouldBe(0, run.Error);
        var rates = run.Json.GetProperty("pass_rates").EnumerateArray().ToDictionary(r => r.GetProperty("method").GetString()!, r => r.GetProperty("passes").GetProperty("rate"));
        foreach (var helped in (string[])["task-description", "cot", "workflow"])
        {
            Number(rates[helped], "low").ShouldBeGreaterThan(Number(rates["zero-shot"], "high"));
            Number(rates["zero-shot"], "mean").ShouldBeGreaterThan(Number(rates["no-history"], "mean"));
        }

        var contests = run.Json.GetProperty("contests")[0];
        var strengths = contests.GetProperty("coefficients").EnumerateObject().Select(c => (c.Name, Value: c.Value.GetProperty("value").GetDouble())).OrderByDescending(c => c.Value).ToList();
        strengths[0].Name.ShouldContain("workflow");
        strengths[^1].Name.ShouldContain("zero-shot");
        strengths.Sum(s => s.Value).ShouldBe(0, 1e-6);
    }

    [Fact]
    public async Task The_dataset_is_made_once_and_again_only_for_other_chats()
    {
        var experiment = Experiment("methods: zero-shot\n");
        var before = await CommandLine.RunAsync("plan", experiment);
        var first = await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"));
        var again = await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"));
        var plan = await CommandLine.RunAsync("plan", experiment);
        File.WriteAllText(_cli.Path("chats.json"), File.ReadAllText(_cli.Path("chats.json")).Replace("Lisbon", "Porto", StringComparison.Ordinal) + "\n");
        var other = await CommandLine.RunAsync("plan", experiment);

        (before.Exit, before.Error).ShouldSatisfyAllConditions(b => b.Exit.ShouldBe(2), b => b.Error.ShouldContain("is not made yet of the experiment's chats"));
        (first.Exit, again.Exit, plan.Exit, other.Exit).ShouldBe((0, 0, 0, 2), first.Error + again.Error + plan.Error);
        first.Error.ShouldContain("redacted");
        again.Error.ShouldNotContain("Imported");
        again.Error.ShouldContain(" 0 done");
    }

    [Fact]
    public async Task A_dataset_that_was_made_in_part_is_made_on_before_anything_is_measured()
    {
        var experiment = Experiment("methods: zero-shot\n");
        (await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"))).Exit.ShouldBe(0);
        var made = Directory.GetDirectories("data", _name + "*").Single(d => !d.EndsWith("-chats", StringComparison.Ordinal) && !d.EndsWith("-mined", StringComparison.Ordinal));
        File.Delete(Path.Combine(made, "making", "whole"));
        File.Delete(Path.Combine(made, "pairs.jsonl"));

        var again = await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"));

        again.Exit.ShouldBe(0, again.Error);
        again.Error.ShouldContain("Paired");
        again.Error.ShouldNotContain("Mined");
        again.Error.ShouldContain(" 0 done", customMessage: "the dataset is the same again, so the run is done");
    }

    [Theory]
    [InlineData("dataset: starter\n", "has both dataset and chats")]
    [InlineData("seed: 1\n", "chats.format 'word': is not known", "word")]
    [InlineData("seed: 1\n", "is no file", "sharegpt", "gone.json")]
    public async Task What_is_wrong_with_the_chats_is_said(string more, string said, string format = "sharegpt", string? file = null)
    {
        var result = await CommandLine.RunAsync("run", Experiment(more, format, file), "--out", _cli.Path("run"));

        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(said);
    }

    [Fact]
    public async Task Chats_that_tell_nothing_end_with_the_reason()
    {
        var experiment = Experiment("methods: zero-shot\n");
        _cli.Write("chats.json", """[{"id": "1", "conversations": [{"from": "human", "value": "What is 2 + 2?"}, {"from": "gpt", "value": "4."}]}]""");

        var result = await CommandLine.RunAsync("run", experiment, "--out", _cli.Path("run"));

        result.Exit.ShouldBe(3);
        result.Error.ShouldContain("No preference was found");
        Directory.Exists(_cli.Path("run")).ShouldBeFalse();
    }

    private string Experiment(string more, string format = "sharegpt", string? file = null)
    {
        _cli.Write("chats.json", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "chats", "twelve-people.json")));
        _cli.Write($"{_name}.yaml", $"chats:\n  file: {file ?? _cli.Path("chats.json")}\n  format: {format}\nmodels: embedded:lexical\ncontexts: simple\n{more}");
        return _cli.Path($"{_name}.yaml");
    }

    private static double Number(JsonElement estimate, string field) => estimate.GetProperty(field).GetDouble();
}
