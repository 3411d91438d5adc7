using System.Text.Json;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

/// <summary>Preference pairs from the command line, on the embedded models.</summary>
public sealed class PairCommandTests : IDisposable
{
    private static readonly (string Liked, string Other, string Query)[] Topics =
    [
        ("lentil stew", "grilled steak", "What could I cook on Friday?"), ("night trains", "short flights", "How should I get to Lisbon?"),
        ("mountain hikes", "board games", "What could I do on Sunday?"), ("piano jazz", "heavy metal", "Which concert should I book?"),
    ];

    private readonly CommandLine _cli = new();

    public PairCommandTests()
    {
        _cli.Write("data/dataset.json", """{"format": "attune/1", "name": "opposites"}""");
        _cli.Write("data/queries.jsonl", "");
        string[] users = ["a0", "b0", "a1", "b1"];
        _cli.Write("data/profiles.jsonl", Lines(users.Select(u => new { id = u, persona = "Somebody." })));
        _cli.Write("data/preferences.jsonl", Lines(users.SelectMany(u => Topics.Select((t, i) => new
        {
            id = $"{u}-{i}",
            user_id = u,
            kind = "original",
            topic = new { field = "Any", subtopic = "Any" },
            text = u[0] == 'a' ? $"The user prefers {t.Liked} over {t.Other}." : $"The user prefers {t.Other} over {t.Liked}.",
        }))));
        _cli.Write("data/sessions.jsonl", Lines(users.SelectMany(u => Topics.Select((t, i) => new
        {
            id = $"{u}-{i}-s",
            user_id = u,
            kind = "preference",
            expression = "rewrite",
            preference_id = $"{u}-{i}",
            turns = new[] { new { user = u[0] == 'a' ? $"I love {t.Liked}. I do not like {t.Other} at all." : $"I love {t.Other}. I do not like {t.Liked} at all.", assistant = "Noted." } },
        }))));
        _cli.Write("data/pairs.jsonl", Lines(Enumerable.Range(0, 2).SelectMany(c => Topics.Select((t, i) => new
        {
            id = $"pair-{c}-{i}",
            preference_a = $"a{c}-{i}",
            preference_b = $"b{c}-{i}",
            query = t.Query,
            distance = 1 + i % 2,
            history_a = Topics.Select((_, s) => $"a{c}-{s}-s"),
            history_b = Topics.Select((_, s) => $"b{c}-{s}-s"),
        }))));
        _cli.Write("interpref.yaml", $"""
            dataset: {_cli.Path("data")}
            models: [embedded:lexical, embedded:generic]
            methods: [zero-shot, workflow]
            contexts: simple
            """);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_run_of_pairs_prints_pass_rates_and_strengths_and_says_who_evaluated()
    {
        var outcome = await Run();

        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain("pair: pass rate by embedded:judge (chance 0.06)");
        outcome.Output.ShouldContain("contests by embedded:judge: 48");
        outcome.Output.ShouldContain("#1 embedded:lexical workflow");
        outcome.Output.ShouldContain("steps of workflow, embedded:lexical: extract");
        outcome.Output.ShouldContain("were matched by embedded:judge, a rule-based baseline");
        outcome.Output.ShouldNotContain("Open answers were scored");
        outcome.Error.ShouldContain("96 trials: 96 done, 0 found done, 0 failed. 48 verdicts on pairs: 48 done, 0 found done, 0 failed. 48 contests: 48 done");
    }

    [Fact]
    public async Task The_workflow_passes_more_often_than_the_bare_question_and_the_floor_by_chance()
    {
        var rates = (await Run("--json")).Json.GetProperty("pass_rates").EnumerateArray().ToDictionary(
            p => (p.GetProperty("model").GetString(), p.GetProperty("method").GetString()), p => p.GetProperty("passes").GetProperty("rate").GetProperty("mean").GetDouble());

        rates[("embedded:lexical", "workflow")].ShouldBeGreaterThan(rates[("embedded:lexical", "zero-shot")] + 0.2);
        rates[("embedded:lexical", "no-history")].ShouldBe(0.0625);
        rates[("embedded:generic", "workflow")].ShouldBe(0.0625);
    }

    [Fact]
    public async Task A_report_says_in_every_format_what_the_run_said()
    {
        var run = (await Run("--json")).Json;

        var report = (await RunAsync("report", _cli.Path("run"), "--json")).Json;
        foreach (var part in (string[])["pass_rates", "contests", "conditions"]) report.GetProperty(part).GetRawText().ShouldBe(run.GetProperty(part).GetRawText());
        report.GetProperty("trials").GetProperty("verdicts").GetProperty("planned").GetInt32().ShouldBe(48);
        var csv = (await RunAsync("report", _cli.Path("run"), "--format", "csv")).Output.Split('\n');
        csv[0].ShouldEndWith(",cut_off,evaluator,unread");
        csv.Count(l => l.Contains(",pair,original,pass,8,") && l.EndsWith(",embedded:judge,0", StringComparison.Ordinal)).ShouldBe(6);
        var markdown = (await RunAsync("report", _cli.Path("run"), "--format", "markdown")).Output;
        markdown.ShouldContain("| evaluator | contestant | strength |");
        markdown.ShouldContain("| embedded:judge | embedded:lexical workflow |");
    }

    [Fact]
    public async Task Several_evaluators_have_a_matrix()
    {
        var outcome = await Run("--evaluator", "embedded:judge", "embedded:random", "--contests", "0");

        outcome.Output.ShouldContain("pair: pass rate (chance 0.06)");
        outcome.Output.ShouldContain("pass rate by model (rows) and evaluator (columns)");
        outcome.Output.ShouldNotContain("contests by");
        outcome.Error.ShouldContain("96 verdicts on pairs: 96 done");
    }

    [Fact]
    public async Task A_plan_counts_what_the_run_then_asks()
    {
        var plan = (await RunAsync("plan", _cli.Path("interpref.yaml"), "--out", _cli.Path("run"), "--json")).Json;
        await Run();

        plan.GetProperty("trials").GetInt32().ShouldBe(96);
        plan.GetProperty("by_role").EnumerateArray().Single(r => r.GetProperty("role").GetString() == "evaluator").GetProperty("calls").GetInt32().ShouldBe(32 * 4 + 48 * 2, "the floor of an embedded model answers both users alike");
        (await RunAsync("plan", _cli.Path("interpref.yaml"), "--out", _cli.Path("run"), "--json")).Json.GetProperty("by_role").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Methods_are_compared_on_the_same_pairs()
    {
        await Run();

        var differences = (await RunAsync("compare", _cli.Path("run"), "--json")).Json;

        differences[0].GetProperty("metric").GetString().ShouldBe("pass");
        differences[0].GetProperty("difference").GetProperty("n").GetInt32().ShouldBe(16);
    }

    private Task<Outcome> Run(params string[] options) => RunAsync(["run", _cli.Path("interpref.yaml"), "--out", _cli.Path("run"), .. options]);

    private static string Lines<T>(IEnumerable<T> records) => string.Concat(records.Select(r => JsonSerializer.Serialize(r) + "\n"));
}
