using System.Text.Json;
using Attune.Models;
using Attune.Web.ModelServer;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class CacheCommandTests : IAsyncLifetime
{
    private static readonly string[] Small = ["-c", "simple", "-e", "direct", "--limit-users", "1", "--method", "zero-shot", "rag"];

    private readonly CommandLine _cli = new();
    private ModelHost _server = null!;
    private string _model = null!;
    private string _judge = null!;

    private string Cache => _cli.Path("cache/responses.db");

    public async Task InitializeAsync()
    {
        _server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0" });
        _model = $"openai:lexical@{_server.Addresses[0]}v1";
        _judge = $"openai:lexical?seed=1@{_server.Addresses[0]}v1";
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_second_run_in_a_fresh_folder_sends_nothing_and_measures_the_same()
    {
        var first = await Run("first");
        var sent = await Sent();
        var second = await Run("second");

        sent.ShouldBe(72);
        (await Sent()).ShouldBe(sent);
        Scores(second).ShouldBe(Scores(first));
        first.Error.ShouldContain("0 answers found, 72 stored");
        second.Error.ShouldContain("72 answers found, 0 stored");
        second.Json.GetProperty("usage").GetProperty("cost_usd").GetDouble().ShouldBe(0);
        (await File.ReadAllLinesAsync(_cli.Path("second/trials.jsonl"))).ShouldAllBe(line => line.Contains("\"usage\":{\"input\":0,\"cached\":0,\"output\":0}") && line.Contains("\"attempts\":0"));
    }

    [Fact]
    public async Task Replay_needs_no_server_and_no_key_and_gives_the_same_scores()
    {
        var first = await Run("first");
        await _server.DisposeAsync();

        Scores(await Run("replayed", "--cache", "replay")).ShouldBe(Scores(first));
    }

    [Fact]
    public async Task A_miss_in_replay_fails_its_trial_and_says_where_to_look()
    {
        await Run("first", "-t", "true-false");

        var replayed = await Run("replayed", "--cache", "replay");

        replayed.Exit.ShouldBe(3);
        replayed.Error.ShouldContain("attune cache explain");
        replayed.Json.GetProperty("trials").GetProperty("done").GetInt32().ShouldBe(36);
        replayed.Json.GetProperty("trials").GetProperty("failed").GetInt32().ShouldBe(36);

        var resumed = await RunAsync("resume", _cli.Path("replayed"), "--cache-file", Cache);
        resumed.Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("off")]
    public async Task Refresh_and_off_send_everything(string mode)
    {
        await Run("first", "-t", "true-false");
        await Run("second", "-t", "true-false", "--cache", mode);

        (await Sent()).ShouldBe(72);
    }

    [Fact]
    public async Task Replay_without_a_cache_is_refused_before_anything_is_written()
    {
        var outcome = await Run("run", "--cache", "replay");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain(Cache);
        Directory.Exists(_cli.Path("run")).ShouldBeFalse();
    }

    [Fact]
    public async Task Embedded_models_touch_no_cache()
    {
        await RunAsync([.. (string[])["run", "--out", _cli.Path("run"), "--cache-file", Cache, "-m", "embedded:random"], .. Small]);

        File.Exists(Cache).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_cache_is_refused_before_anything_is_written()
    {
        _cli.Write("cache/responses.db", string.Join('\n', Enumerable.Repeat("notes", 1000)));

        var outcome = await Run("run");

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("is no response cache");
        outcome.Error.ShouldNotContain("   at ");
        Directory.Exists(_cli.Path("run")).ShouldBeFalse();
    }

    [Fact]
    public async Task Stats_tell_what_is_stored_and_what_was_saved()
    {
        await Run("first", "-t", "true-false");
        await Run("second", "-t", "true-false");

        var stats = (await RunAsync("cache", "stats", "--json", "--cache-file", Cache)).Json;

        (stats.GetProperty("responses").GetInt32(), stats.GetProperty("hits").GetInt32(), stats.GetProperty("prefixes").GetInt32()).ShouldBe((36, 36, 1));
        stats.GetProperty("saved_input_tokens").GetInt64().ShouldBeGreaterThan(10_000);
        stats.GetProperty("models")[0].GetProperty("model").GetString().ShouldBe(_model);
        (await RunAsync("cache", "stats", "--cache-file", Cache)).Output.ShouldContain("36 calls saved so far");
    }

    [Fact]
    public async Task Explain_says_that_all_is_stored_and_counts_no_hit()
    {
        await Run("first");

        var explained = (await Explain(_model)).Json;

        explained.GetProperty("trials").GetInt32().ShouldBe(72);
        explained.GetProperty("models")[0].GetRawText().ShouldContain("\"stored\": 72");
        explained.GetProperty("first").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Sent()).ShouldBe(72);
        (await RunAsync("cache", "stats", "--json", "--cache-file", Cache)).Json.GetProperty("hits").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Explain_names_the_parameter_that_differs()
    {
        await Run("first", "-t", "true-false");

        var first = (await Explain(_model.Replace("lexical", "lexical?seed=1"), "-t", "true-false")).Json.GetProperty("first");
        var difference = first.GetProperty("difference");

        (difference.GetProperty("kind").GetString(), difference.GetProperty("name").GetString(), difference.GetProperty("asked").GetString())
            .ShouldBe(("parameter", "seed", "1"));
        (await Explain(_model.Replace("lexical", "other"), "-t", "true-false")).Json.GetProperty("first").GetProperty("difference").GetProperty("stored").GetString().ShouldBe("lexical");
    }

    [Fact]
    public async Task Explain_names_the_message_that_differs_and_does_not_know_what_a_judge_will_be_asked()
    {
        await Run("first", "-t", "true-false");

        var text = await RunAsync([.. (string[])["cache", "explain", "--cache-file", Cache, "-m", _model, "-j", _judge, "--no-blind"], .. Small]);
        var explained = (await Explain(_model, "-j", _judge, "--no-blind")).Json;

        explained.GetProperty("unknown_judge_requests").GetInt32().ShouldBe(12 * 3);
        explained.GetProperty("first").GetProperty("difference").GetProperty("kind").GetString().ShouldBe("message");
        text.Output.ShouldContain("and 36 to the judge");
        text.Output.ShouldMatch(@"message (\d+) of \1 \(user\)");
        explained.GetProperty("models")[0].GetProperty("stored").GetInt32().ShouldBe(24);
    }

    [Fact]
    public async Task A_judge_s_requests_about_stored_answers_are_known()
    {
        await Run("first", "-j", _judge, "-t", "open-ended");

        var explained = (await Explain(_model, "-j", _judge, "-t", "open-ended")).Json;

        explained.GetProperty("unknown_judge_requests").GetInt32().ShouldBe(0);
        explained.GetProperty("models")[0].GetProperty("model").GetString().ShouldBe(_judge);
        explained.GetProperty("models")[0].GetProperty("stored").GetInt32().ShouldBe(18 * 3);
    }

    [Fact]
    public async Task Explain_stops_at_its_limit()
    {
        await Run("first", "-t", "true-false");

        var explained = (await Explain(_model, "--limit", "5")).Json;

        (explained.GetProperty("trials").GetInt32(), explained.GetProperty("planned").GetInt32()).ShouldBe((5, 72));
    }

    [Fact]
    public async Task Prune_removes_what_is_asked_and_says_so()
    {
        await Run("first", "-t", "true-false");

        (await RunAsync("cache", "prune", "--older-than", "1d", "--cache-file", Cache)).Output.ShouldStartWith("0 answers removed, 36 left");
        (await RunAsync("cache", "prune", "--model", "openai:other", "--cache-file", Cache, "--json")).Json.GetProperty("removed").GetInt32().ShouldBe(0);
        (await RunAsync("cache", "prune", "--model", "openai:lexical", "--cache-file", Cache, "--json")).Json.GetProperty("removed").GetInt32().ShouldBe(36);
    }

    [Theory]
    [InlineData("prune")]
    [InlineData("prune", "--all", "--older-than", "1d")]
    [InlineData("prune", "--older-than", "3y")]
    [InlineData("prune", "--max-size", "much")]
    [InlineData("stats")]
    [InlineData("prune", "--all")]
    [InlineData("explain", "--limit", "0")]
    public async Task A_wrong_word_or_a_missing_cache_is_refused(params string[] command)
    {
        var outcome = await RunAsync(["cache", .. command, "--cache-file", Cache]);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldNotBeEmpty();
        outcome.Error.ShouldNotContain("   at ");
        outcome.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("explain")]
    [InlineData("prune")]
    public async Task Help_shows_examples(string command) => (await RunAsync("cache", command, "--help")).Output.ShouldContain($"attune cache {command}");

    [Fact]
    public async Task A_judge_s_check_pays_once_for_each_answer_too()
    {
        string[] command = ["judge", "check", "--json", "--judge", _judge, "--cache-file", Cache];
        var first = await RunAsync(command);
        var sent = await Sent();
        var second = await RunAsync(command);
        await _server.DisposeAsync();
        var replayed = await RunAsync([.. command, "--cache", "replay"]);

        first.Exit.ShouldBe(0, first.Error);
        sent.ShouldBePositive();
        second.Error.ShouldMatch("[1-9][0-9]* answers found, 0 stored");
        (second.Output, replayed.Output).ShouldBe((first.Output, first.Output));
    }

    private static string Scores(Outcome outcome)
    {
        outcome.Exit.ShouldBe(0, outcome.Error);
        return outcome.Json.GetProperty("conditions").GetRawText();
    }

    private Task<Outcome> Run(string folder, params string[] more) =>
        RunAsync([.. (string[])["run", "--json", "--out", _cli.Path(folder), "--cache-file", Cache, "-m", _model], .. Small, .. more]);

    private Task<Outcome> Explain(string model, params string[] more) =>
        RunAsync([.. (string[])["cache", "explain", "--json", "--cache-file", Cache, "-m", model], .. Small, .. more]);

    /// <summary>Requests that the server got.</summary>
    private async Task<long> Sent()
    {
        using var http = new HttpClient();
        var stats = JsonDocument.Parse(await http.GetStringAsync(new Uri(_server.Addresses[0], "stats"))).RootElement;
        return stats.GetProperty("requests").EnumerateObject().Sum(r => r.Value.GetInt64());
    }
}
