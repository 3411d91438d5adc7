using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ExchangeCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    [Fact]
    public async Task Sample_and_merge_make_valid_datasets_and_name_what_they_renamed()
    {
        (await RunAsync("dataset", "sample", "starter", "--users", "1", "--out", _cli.Path("one"))).Exit.ShouldBe(0);

        var outcome = await RunAsync("dataset", "merge", "starter", _cli.Path("one"), "--out", _cli.Path("both"), "--json");

        outcome.Exit.ShouldBe(0);
        outcome.Json.GetProperty("counts").GetProperty("profiles").GetInt32().ShouldBe(4);
        outcome.Json.GetProperty("repeated_sessions").GetInt32().ShouldBeGreaterThan(0);
        var renamed = outcome.Json.GetProperty("renamed")[0];
        (renamed.GetProperty("dataset").GetString(), renamed.GetProperty("kind").GetString()).ShouldBe(("starter-sample-1", "profile"));
        renamed.GetProperty("to").GetString().ShouldBe("starter-sample-1-" + renamed.GetProperty("from").GetString());
        (await RunAsync("dataset", "validate", _cli.Path("both"))).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Merge_tells_on_the_screen_what_it_did()
    {
        await RunAsync("dataset", "sample", "starter", "--users", "1", "--out", _cli.Path("one"));

        var outcome = await RunAsync("dataset", "merge", "starter", _cli.Path("one"), "--out", _cli.Path("both"));

        outcome.Error.ShouldContain("records have another id");
        outcome.Error.ShouldContain("of a text that is there already were left out");
    }

    [Fact]
    public async Task Split_makes_a_dataset_of_each_part()
    {
        var outcome = await RunAsync("dataset", "split", "starter", "--parts", "train=0.67,test=0.33", "--seed", "4", "--out", _cli.Path("s"), "--json");

        outcome.Exit.ShouldBe(0);
        outcome.Json.EnumerateArray().Select(p => p.GetProperty("counts").GetProperty("profiles").GetInt32()).ShouldBe([2, 1]);
        (await RunAsync("dataset", "validate", _cli.Path("s/test"))).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("realpref", "queries.json")]
    [InlineData("csv", "queries.csv")]
    [InlineData("messages", "")]
    public async Task Export_writes_the_format_and_names_the_licence(string format, string file)
    {
        var outcome = await RunAsync("dataset", "export", "starter", "--format", format, "--out", _cli.Path("x"));

        outcome.Exit.ShouldBe(0);
        File.Exists(Path.Combine(_cli.Path("x"), file).TrimEnd('/')).ShouldBeTrue();
        outcome.Error.ShouldContain("licence of the data is MIT");
    }

    [Fact]
    public async Task An_export_to_realpref_can_be_imported()
    {
        await RunAsync("dataset", "export", "starter", "--format", "realpref", "--out", _cli.Path("x"));

        var outcome = await RunAsync("dataset", "import", "realpref", _cli.Path("x"), "--out", _cli.Path("y"), "--json");

        outcome.Json.GetProperty("anomalies").GetArrayLength().ShouldBe(0);
        outcome.Json.GetProperty("counts").GetProperty("sessions").GetInt32().ShouldBe(161);
    }

    [Theory]
    [InlineData("sample starter --users 9 --out X", "starter has 3")]
    [InlineData("sample starter --users two --out X", "as a whole number")]
    [InlineData("sample starter --out X", "--users")]
    [InlineData("split starter --parts train=0.5 --out X", "add up to 0.5")]
    [InlineData("merge starter starter --out X", "same content")]
    [InlineData("merge starter --out X", "at least two")]
    [InlineData("export starter --format yaml --out X", "yaml")]
    [InlineData("export starter --format csv", "--out")]
    [InlineData("export nowhere --format csv --out X", "no such dataset")]
    public async Task Bad_input_is_told_and_nothing_is_written(string line, string problem)
    {
        var outcome = await RunAsync(["dataset", .. line.Split(' ').Select(a => a == "X" ? _cli.Path("x") : a)]);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(problem);
        outcome.Error.ShouldNotContain("System.");
        Directory.EnumerateFileSystemEntries(_cli.Folder).ShouldBeEmpty();
    }

    public void Dispose() => _cli.Dispose();
}
