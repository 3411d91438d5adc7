using Attune.Datasets;

namespace Attune.Cli.Tests;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Somebody_chooses_by_keys_quits_and_goes_on_where_they_stopped()
    {
        var pairs = await PairsAsync();

        var first = await CommandLine.TypeAsync("2\n0\nq", "verify", pairs, "--as", "nora");
        var second = await CommandLine.TypeAsync("q", "verify", pairs, "--as", "nora");
        var other = await CommandLine.TypeAsync("q", "verify", pairs, "--as", "ali");

        (first.Exit, second.Exit).ShouldBe((0, 0), first.Error);
        first.Output.ShouldContain("1 of 15");
        second.Output.ShouldContain("3 of 15");
        second.Output.ShouldNotContain("2 of 15   ");
        second.Output.ShouldContain("2 of 15 pairs checked, by person:nora (2).");
        other.Output.ShouldContain("1 of 15");
        File.ReadLines(Path.Combine(pairs, "checks.jsonl")).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_decision_is_undone_a_pair_skipped_and_a_comment_kept()
    {
        var pairs = await PairsAsync();

        var outcome = await CommandLine.TypeAsync("1u s c too vague\n0 9 u u u q", "verify", pairs, "--as", "nora");

        var lines = File.ReadAllLines(Path.Combine(pairs, "checks.jsonl"));
        lines.Length.ShouldBe(4);
        lines[1].ShouldNotContain("choice");
        lines[2].ShouldContain("\"note\":\"too vague\"");
        outcome.Error.ShouldContain("'9' is no choice here.");
        outcome.Error.ShouldContain("Nothing is left to undo.");
        outcome.Output.ShouldContain("0 of 15 pairs checked, by nobody.");
    }

    [Fact]
    public async Task What_people_decided_is_taken_into_the_dataset_when_asked_for()
    {
        var pairs = await PairsAsync();
        await CommandLine.TypeAsync(string.Concat(Enumerable.Repeat("3", 14)) + "0", "verify", pairs, "--as", "nora");

        var outcome = await CommandLine.RunAsync("verify", pairs, "--apply", "--json");

        outcome.Exit.ShouldBe(0);
        (outcome.Json.GetProperty("checked").GetInt32(), outcome.Json.GetProperty("rejected").GetInt32()).ShouldBe((15, 1));
        var dataset = Dataset.Open(pairs);
        dataset.Pairs.Count.ShouldBe(14);
        dataset.Pairs.ShouldAllBe(p => p.Query == p.Candidates[2]);
    }

    [Fact]
    public async Task Texts_of_data_are_shown_as_they_are_and_steer_no_terminal()
    {
        var pairs = await PairsAsync();
        var file = Path.Combine(pairs, "preferences.jsonl");
        File.WriteAllText(file, File.ReadAllText(file).Replace("The user is vegetarian.", "[red]The user[/] \\u001b[2Jis {{vegetarian}}\\u202e.", StringComparison.Ordinal));

        var outcome = await CommandLine.TypeAsync(new string('s', 15), "verify", pairs);

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("[red]The user[/] \u00b7[2Jis {{vegetarian}}\u00b7.");
        outcome.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_mend()
    {
        var pairs = await PairsAsync();
        (string[] Command, string Said)[] cases =
        [
            (["verify", "starter"], "has no pairs to check"),
            (["verify", pairs, "--as", "model:x"], "is no name"),
            (["generate", "interpref", "--from", pairs, "--pairs", "many", "--out", _cli.Path("x")], "is no number of pairs"),
            (["generate", "interpref", "--from", pairs, "--pairs", "0", "--out", _cli.Path("x")], "must be at least 1"),
            (["generate", "interpref", "--from", _cli.Path("none"), "--out", _cli.Path("x")], "no such dataset"),
            (["generate", "interpref", "--from", pairs, "--redo", "queries", "--out", _cli.Path("x")], "queries"),
            (["dataset", "audit", pairs, "--fix"], "is no plan of 'attune generate realpref'"),
        ];

        foreach (var (command, said) in cases)
        {
            var outcome = await CommandLine.RunAsync(command);
            (outcome.Exit, outcome.Error).ShouldSatisfyAllConditions(o => o.Exit.ShouldBe(2), o => o.Error.ShouldContain(said));
        }
    }

    [Fact]
    public async Task From_chats_to_pairs_that_pass_the_audit()
    {
        var (chats, mined, pairs) = (_cli.Path("chats"), _cli.Path("mined"), _cli.Path("pairs"));
        (await CommandLine.RunAsync("dataset", "import", "sharegpt", Fixture, "--out", chats)).Exit.ShouldBe(0);
        (await CommandLine.RunAsync("mine", chats, "--out", mined)).Exit.ShouldBe(0);

        var made = await CommandLine.RunAsync("generate", "interpref", "--from", mined, "--out", pairs, "--json");
        var audit = await CommandLine.RunAsync("dataset", "audit", pairs);

        made.Exit.ShouldBe(0, made.Error);
        made.Json.GetProperty("counts").GetProperty("pairs").GetInt32().ShouldBe(200);
        audit.Exit.ShouldBe(0, audit.Output);
    }

    private static string Fixture => Path.Combine(AppContext.BaseDirectory, "Fixtures", "chats", "twelve-people.json");

    /// <summary>Fifteen pairs of five preferences.</summary>
    private async Task<string> PairsAsync()
    {
        var statements = new[] { ("Diet", "The user is vegetarian."), ("Work", "The user works as a nurse."), ("Answers", "The user prefers short answers."), ("Hobbies", "The user swims."), ("Travel", "The user camps.") };
        _cli.Write("source/dataset.json", """{"format": "attune/1", "name": "source"}""");
        _cli.Write("source/profiles.jsonl", """{"id": "u", "persona": "Somebody."}""");
        _cli.Write("source/sessions.jsonl", "");
        _cli.Write("source/queries.jsonl", "");
        _cli.Write("source/preferences.jsonl", string.Join('\n', statements.Select((s, i) =>
            $$"""{"id": "p{{i}}", "user_id": "u", "kind": "original", "topic": {"field": "{{s.Item1}}", "subtopic": "{{s.Item1}}"}, "text": "{{s.Item2}}"}""")));
        (await CommandLine.RunAsync("generate", "interpref", "--from", _cli.Path("source"), "--pairs", "all", "--out", _cli.Path("pairs"))).Exit.ShouldBe(0);
        return _cli.Path("pairs");
    }
}
