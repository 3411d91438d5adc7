using System.Net;
using System.Text;
using System.Text.Json;
using Attune.Models;
using Attune.Web.ModelServer;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class WatchTests : IDisposable
{
    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_collector_gets_traces_and_metrics_without_prompts_and_keys()
    {
        const string key = "sk-planted-in-the-environment-1234567890";
        await using var server = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0" });
        await using var collector = Collector.Start();
        var before = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", key);
        try
        {
            var outcome = await RunAsync("run", "-m", $"openai:lexical@{server.Addresses[0]}v1", "-c", "simple", "-t", "true-false", "--method", "zero-shot", "--out", _cli.Path("run"), "--otlp", collector.Url);
            outcome.Exit.ShouldBe(0, outcome.Error);
        }
        finally
        {
            Environment.SetEnvironmentVariable("OPENAI_API_KEY", before);
        }

        collector.Paths.ShouldBe(["/v1/metrics", "/v1/traces"], ignoreOrder: true);
        var received = collector.Received;
        foreach (var expected in (string[])["chat lexical", "server.port", "gen_ai.request.model", "gen_ai.client.token.usage", "attune.trial.key"]) received.ShouldContain(expected);
        received.ShouldNotContain(key);
        received.ShouldNotContain("Yes or No only.");
    }

    [Fact]
    public async Task Events_are_appended_as_json_lines()
    {
        var log = _cli.Path("events.jsonl");
        await using var server = await ModelHost.StartAsync(
            ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0", Faults = FaultPlan.Parse("malformed=0.1,drop=0.1"), Seed = 3 });

        (await Run("")).Exit.ShouldBe(0);
        (await Run("?seed=7", "--cache", "replay")).Exit.ShouldBe(3, "nothing of it is stored");

        var events = File.ReadLines(log).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        events[0].GetProperty("event").GetString().ShouldBe("run-began");
        events[^1].GetProperty("event").GetString().ShouldBe("run-ended");
        events.First(e => e.GetProperty("event").GetString() == "call-again").GetProperty("fault").GetString().ShouldBeOneOf("network", "unreadable");
        events.First(e => e.GetProperty("event").GetString() == "trial-failed").GetProperty("error").GetString()!.ShouldContain("is not in the response cache");

        Task<Outcome> Run(string parameters, params string[] options) => RunAsync(
            ["run", "-m", $"openai:lexical{parameters}@{server.Addresses[0]}v1", "-c", "simple", "-t", "true-false", "--method", "zero-shot", "--limit-users", "1", "--out", _cli.Path("run" + parameters.Length), "--log", log, .. options]);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
    {
        var outcome = await RunAsync("run", "--otlp", "collector", "--out", _cli.Path("run"));

        (outcome.Exit, Directory.Exists(_cli.Path("run"))).ShouldBe((2, false));
        outcome.Error.ShouldContain("http://127.0.0.1:4318");
    }

    [Fact]
    public async Task A_collector_that_nobody_answers_for_is_told_in_one_line_at_the_end()
    {
        var outcome = await RunSmall("--otlp", "http://user:secret@127.0.0.1:1/otlp");

        outcome.Exit.ShouldBe(0, outcome.Error);
        var line = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        line.ShouldStartWith("--otlp http://127.0.0.1:1/otlp: the collector did not take all");
        line.ShouldContain("refused");
        outcome.Error.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(404, "status 404")]
    [InlineData(0, "no answer in time")]
    public async Task A_collector_that_refuses_or_hangs_is_told_too(int status, string why)
    {
        await using var collector = Collector.Start(status);

        var outcome = await RunSmall("--otlp", collector.Url);

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain(why);
    }

    [Fact]
    public async Task A_collector_that_takes_all_is_not_told()
    {
        await using var collector = Collector.Start();

        (await RunSmall("--otlp", collector.Url)).Error.ShouldNotContain("--otlp");
    }

    [Fact]
    public async Task A_log_that_is_a_folder_is_refused_as_such()
    {
        var outcome = await RunAsync("run", "--log", _cli.Folder, "--out", _cli.Path("run"));

        (outcome.Exit, Directory.Exists(_cli.Path("run"))).ShouldBe((2, false));
        outcome.Error.ShouldContain($"--log {_cli.Folder}: is a folder");
        outcome.Error.ShouldNotContain("--out");
    }

    private Task<Outcome> RunSmall(params string[] more) =>
        RunAsync(["run", "-m", "embedded:random", "-c", "simple", "-t", "true-false", "--limit-users", "1", "--out", _cli.Path("run"), .. more]);

    /// <summary>Answers with a status; with none, where that is 0.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly List<(string Path, byte[] Body)> _requests = [];
        private Task _listening = Task.CompletedTask;

        public string Url { get; private init; } = "";

        public IEnumerable<string> Paths => _requests.Select(r => r.Path).Distinct();

        // Strings stand in the protocol's messages as they are.
        public string Received => string.Concat(_requests.Select(r => Encoding.UTF8.GetString(r.Body)));

        public static Collector Start(int status = 200)
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var collector = new Collector { Url = url };
            collector._listener.Prefixes.Add(url + "/");
            collector._listener.Start();
            collector._listening = collector.ListenAsync(status);
            return collector;
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _listening;
            _listener.Close();
        }

        private async Task ListenAsync(int status)
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    lock (_requests) _requests.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                    if (status == 0) continue;
                    context.Response.StatusCode = status;
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }
}
