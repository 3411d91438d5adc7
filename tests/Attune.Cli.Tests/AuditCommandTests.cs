using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Cli.Tests;

public sealed class AuditCommandTests : IDisposable
{
    private readonly CommandLine _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task The_starter_gets_a_verdict_per_gate_in_80_columns_and_its_card_is_left_alone()
    {
        var outcome = await CommandLine.RunAsync("dataset", "audit", "starter");

        outcome.Exit.ShouldBeOneOf(0, 3);
        foreach (var gate in (string[])["guessability", "leakage", "preservation", "consistency", "diversity", "lengths"])
            outcome.Output.Split('\n').ShouldContain(l => l.EndsWith(gate, StringComparison.Ordinal) && (l.StartsWith("pass", StringComparison.Ordinal) || l.StartsWith("FAIL", StringComparison.Ordinal) || l.StartsWith("n/a", StringComparison.Ordinal)));
        outcome.Output.Split('\n').ShouldAllBe(l => l.TrimEnd().Length <= 80);
        outcome.Error.ShouldContain("Not written into the dataset's card: the starter");
    }

    [Fact]
    public async Task A_failing_gate_exits_with_3_and_a_dataset_that_passes_with_0()
    {
        var bad = Dataset("bad", """{"id":"q","preference_id":"p","question":"May I have some tea tonight?"}""");
        var good = Dataset("good", """{"id":"q","preference_id":"p","question":"What shall I drink tonight?"}""");

        var failed = await CommandLine.RunAsync("dataset", "audit", bad);
        failed.Exit.ShouldBe(3);
        failed.Output.ShouldContain("queries.jsonl:1 q: its question says 'tea'");
        failed.Output.ShouldContain("Failed: leakage.");
        failed.Error.ShouldContain("Written into");

        var passed = await CommandLine.RunAsync("dataset", "audit", good);
        passed.Exit.ShouldBe(0);
        passed.Output.ShouldContain("No gate failed.");
    }

    [Fact]
    public async Task Json_is_one_document_and_out_writes_the_same_to_a_file()
    {
        var bad = Dataset("bad", """{"id":"q","preference_id":"p","question":"May I have some tea tonight?"}""");
        var file = _command.Path("audit.json");

        var outcome = await CommandLine.RunAsync("dataset", "audit", bad, "--json", "--out", file);

        outcome.Exit.ShouldBe(3);
        outcome.Json.GetProperty("passed").GetBoolean().ShouldBeFalse();
        outcome.Json.GetProperty("gates")[1].GetProperty("checks")[0].GetProperty("findings")[0].GetProperty("id").GetString().ShouldBe("q");
        File.ReadAllText(file).ShouldBe(outcome.Output);
    }

    [Fact]
    public async Task Fix_is_refused_for_a_dataset_that_was_not_generated_before_anything_is_looked_at()
    {
        var outcome = await CommandLine.RunAsync("dataset", "audit", Dataset("bad", ""), "--fix");

        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain("was not made by 'attune generate'");
    }

    [Fact]
    public async Task Fix_makes_again_what_offends_and_keeps_the_new_audit()
    {
        var folder = _command.Path("made");
        (await CommandLine.RunAsync("generate", "realpref", "--users", "2", "--random-turns", "6", "--out", folder)).Exit.ShouldBe(0);
        var (queries, preferences) = (Path.Combine(folder, "queries.jsonl"), File.ReadLines(Path.Combine(folder, "preferences.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList());
        var lines = File.ReadAllLines(queries);
        var query = JsonNode.Parse(lines[0])!;
        var facets = preferences.First(p => p.GetProperty("id").GetString() == query["preference_id"]!.GetValue<string>()).GetProperty("facets");
        var thing = facets.GetProperty("liked").EnumerateArray().Concat(facets.GetProperty("disliked").EnumerateArray()).First().GetString();
        query["question"] = $"Where is {thing} to be had?";
        File.WriteAllLines(queries, lines.Skip(1).Prepend(query.ToJsonString()));
        (await CommandLine.RunAsync("dataset", "audit", folder)).Output.ShouldContain("queries.jsonl:1 u00001-p01-q: its question says");

        var outcome = await CommandLine.RunAsync("dataset", "audit", folder, "--fix", "--json");

        outcome.Exit.ShouldBeOneOf(0, 3);
        outcome.Error.ShouldContain("made again");
        File.ReadLines(queries).First().ShouldNotContain($"Where is {thing}");
        outcome.Json.GetProperty("gates")[1].GetProperty("checks")[0].GetProperty("verdict").GetString().ShouldBe("pass");
        File.ReadAllText(Path.Combine(folder, "dataset.json")).ShouldContain("\"audit\"");
    }

    [Fact]
    public async Task An_unknown_model_and_a_bad_number_of_users_are_refused()
    {
        (await CommandLine.RunAsync("dataset", "audit", "starter", "--model", "embedded:nobody")).Exit.ShouldBe(2);
        (await CommandLine.RunAsync("dataset", "audit", "starter", "--limit-users", "0")).Exit.ShouldBe(2);
    }

    private string Dataset(string name, string query)
    {
        _command.Write($"{name}/dataset.json", """{"format":"attune/1","name":"small"}""");
        _command.Write($"{name}/profiles.jsonl", """{"id":"u","persona":"Somebody."}""" + "\n");
        _command.Write($"{name}/preferences.jsonl", """{"id":"p","user_id":"u","kind":"original","type":"relative","topic":{"field":"Food","subtopic":"Drinks"},"text":"Prefers tea to beer.","facets":{"liked":["tea"],"disliked":["beer"]}}""" + "\n");
        _command.Write($"{name}/sessions.jsonl", """{"id":"s","user_id":"u","kind":"preference","expression":"direct","preference_id":"p","turns":[{"user":"I prefer tea to beer.","assistant":"Noted."}]}""" + "\n");
        _command.Write($"{name}/queries.jsonl", query + "\n");
        return _command.Path(name);
    }
}
