using System.Text.Json;
using Attune.Datasets;
using Attune.Models;
using Attune.Web.ModelServer;

namespace Attune.Cli.Tests;

public sealed class MineCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task From_an_export_to_named_preferences_in_two_commands()
    {
        await ImportAsync();

        var table = await CommandLine.RunAsync("mine", _cli.Path("chats"), "--out", _cli.Path("mined"));
        var again = await CommandLine.RunAsync("mine", _cli.Path("chats"), "--out", _cli.Path("mined"), "--json");

        (table.Exit, again.Exit).ShouldBe((0, 0), table.Error + again.Error);
        table.Output.ShouldContain("Dietary preferences");
        foreach (var category in (string[])["Lifestyle", "Background", "Work and income", "Personality", "Knowledge and skills", "Content style", "Language and emotion"])
        {
            table.Output.ShouldContain(category);
            again.Json.GetProperty("spread").GetProperty("by_category").GetProperty(category).GetInt32().ShouldBeGreaterThan(0);
        }

        again.Json.GetProperty("generation").GetProperty("made").GetInt32().ShouldBe(0);
        again.Json.GetProperty("spread").GetProperty("preferences").GetInt32().ShouldBe(Dataset.Open(_cli.Path("mined")).Preferences.Count);
        (await CommandLine.RunAsync("dataset", "validate", _cli.Path("mined"))).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_wrong_with_the_command_is_said_with_its_mend()
    {
        await ImportAsync();
        (string[] Options, string Said)[] cases =
        [
            ([_cli.Path("nowhere")], "no such dataset"),
            (["starter"], "holds no chats"),
            ([_cli.Path("chats"), "--redo", "queries"], "queries"),
            ([_cli.Path("chats"), "--embeddings", "embedded:judge"], "are not known"),
            ([_cli.Path("chats"), "--model", "embedded:lexicon"], "is not known"),
            ([_cli.Path("chats"), "--prompts", _cli.Path("none")], "no such folder"),
        ];

        foreach (var (options, said) in cases)
        {
            var outcome = await CommandLine.RunAsync(["mine", .. options, "--out", _cli.Path("x")]);
            (outcome.Exit, outcome.Error).ShouldSatisfyAllConditions(o => o.Exit.ShouldBe(2), o => o.Error.ShouldContain(said));
        }
    }

    [Fact]
    public async Task Chats_that_tell_nothing_end_with_exit_code_3()
    {
        var source = _cli.Write("dull.json", """[{"conversations":[{"from":"human","value":"What is 2+2?"},{"from":"gpt","value":"4"}]}]""");
        await CommandLine.RunAsync("dataset", "import", "sharegpt", source, "--out", _cli.Path("dull"));

        var outcome = await CommandLine.RunAsync("mine", _cli.Path("dull"), "--out", _cli.Path("mined"));

        outcome.Exit.ShouldBe(3, outcome.Error);
        outcome.Error.ShouldContain("No preference was found");
    }

    [Fact]
    public async Task An_endpoint_that_reads_and_embeds_gives_what_the_embedded_models_give()
    {
        await ImportAsync();
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:simulator"), new() { Urls = "http://127.0.0.1:0", Faults = FaultPlan.Parse("429=0.1,broken-json=0.1") });
        var url = $"{server.Addresses[0]}v1";

        var near = await CommandLine.RunAsync("mine", _cli.Path("chats"), "--out", _cli.Path("near"), "--json");
        var far = await CommandLine.RunAsync(
            "mine", _cli.Path("chats"), "--out", _cli.Path("far"), "--model", $"openai:simulator@{url}", "--embeddings", $"openai:simulator@{url}", "--cache", "off", "--json");

        far.Exit.ShouldBe(0, far.Error);
        Texts("far").ShouldBe(Texts("near"));
        far.Json.GetProperty("spread").GetRawText().ShouldBe(near.Json.GetProperty("spread").GetRawText());
        File.Exists(Path.Combine(_cli.Path("far"), "making", "embeddings.jsonl")).ShouldBeTrue();
    }

    private async Task ImportAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Fixtures", "chats", "twelve-people.json");
        (await CommandLine.RunAsync("dataset", "import", "sharegpt", source, "--out", _cli.Path("chats"))).Exit.ShouldBe(0);
    }

    private List<string> Texts(string name) => [.. File.ReadLines(Path.Combine(_cli.Path(name), "preferences.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!)];
}
