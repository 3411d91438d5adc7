using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class OtherCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    [Fact]
    public async Task Stats_counts_the_starter()
    {
        var stats = (await RunAsync("dataset", "stats", "starter", "--json")).Json;

        stats.GetProperty("profiles").GetInt32().ShouldBe(3);
        stats.GetProperty("preferences").GetInt32().ShouldBe(18);
        stats.GetProperty("queries").GetInt32().ShouldBe(18);
        stats.GetProperty("sessions").GetInt32().ShouldBe(161);
        stats.GetProperty("turns").GetInt32().ShouldBe(339);
        stats.GetProperty("tokens").GetInt32().ShouldBeGreaterThan(60_000);
        stats.GetProperty("sessions_by_expression").GetProperty("direct").GetInt32().ShouldBe(15);
    }

    [Fact]
    public async Task Validate_says_that_the_starter_is_valid() => (await RunAsync("dataset", "validate", "starter")).Exit.ShouldBe(0);

    [Fact]
    public async Task Validate_names_the_file_and_line_of_a_fault()
    {
        _cli.Write("d/dataset.json", """{"format":"attune/1","name":"d"}""");
        _cli.Write("d/profiles.jsonl", "{\"id\":\"a\",\"persona\":\"p\"}\n{\"id\":\"b\",\"persona\":\"p\"}\n{\"id\":\"c\",\n");
        foreach (var name in (string[])["preferences", "sessions", "queries"]) _cli.Write($"d/{name}.jsonl", "");

        var outcome = await RunAsync("dataset", "validate", _cli.Path("d"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("profiles.jsonl:3");
    }

    [Fact]
    public async Task Show_tells_where_a_preference_is_revealed()
    {
        var outcome = await RunAsync("dataset", "show", "starter", "mara");

        outcome.Output.ShouldContain("Mara Lindqvist-Okafor");
        outcome.Output.ShouldContain("mara-p1-direct");
        outcome.Output.ShouldContain("revealed in turn 1 of 1");
    }

    [Fact]
    public async Task An_import_prints_counts_and_every_anomaly()
    {
        var outcome = await RunAsync("dataset", "import", "prefeval", Path.Combine(AppContext.BaseDirectory, "Fixtures", "prefeval"), "--out", _cli.Path("p"), "--json");

        outcome.Exit.ShouldBe(0);
        outcome.Json.GetProperty("counts").GetProperty("profiles").GetInt32().ShouldBeGreaterThan(0);
        foreach (var anomaly in outcome.Json.GetProperty("anomalies").EnumerateArray())
            anomaly.EnumerateObject().Select(p => p.Name).ShouldBe(["file", "record", "problem", "action"]);
    }

    [Fact]
    public async Task Compare_pairs_two_conditions_of_a_run()
    {
        await RunAsync("run", "--out", _cli.Path("r"), "-m", "embedded:lexical", "-c", "simple", "-t", "multiple-choice", "--method", "zero-shot", "oracle");
        var outcome = await RunAsync("compare", _cli.Path("r"), "--a", "method=oracle", "--b", "method=zero-shot", "--json");

        var difference = outcome.Json.EnumerateArray().Single();
        difference.GetProperty("metric").GetString().ShouldBe("accuracy");
        difference.GetProperty("difference").GetProperty("n").GetInt32().ShouldBe(4 * 18);
        difference.GetProperty("difference").GetProperty("mean").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Compare_refuses_runs_of_other_seeds()
    {
        await RunAsync("run", "--out", _cli.Path("a"), "-m", "embedded:random", "-c", "simple", "-t", "true-false");
        await RunAsync("run", "--out", _cli.Path("b"), "-m", "embedded:random", "-c", "simple", "-t", "true-false", "--seed", "1");

        var outcome = await RunAsync("compare", _cli.Path("a"), _cli.Path("b"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("seed: 0 / 1");
    }

    [Fact]
    public async Task Judge_check_reports_agreement_in_each_dimension()
    {
        var check = (await RunAsync("judge", "check", "--json")).Json;

        foreach (var dimension in (string[])["awareness", "alignment", "quality"])
            foreach (var figure in (string[])["exact", "within_one", "kappa", "length_effect", "order_changed"])
                check.GetProperty("dimensions").GetProperty(dimension).GetProperty(figure).GetDouble().ShouldBeInRange(-1, 1);
    }

    [Fact]
    public async Task Models_lists_the_embedded_ones_and_the_providers()
    {
        var outcome = await RunAsync("models");

        foreach (var name in (string[])["embedded:random", "embedded:generic", "embedded:lexical", "embedded:judge", "openai:MODEL", "anthropic:MODEL", "OPENAI_API_KEY"]) outcome.Output.ShouldContain(name);
    }

    public void Dispose() => _cli.Dispose();
}
