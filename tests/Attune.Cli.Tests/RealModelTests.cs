using System.Net;
using System.Net.Sockets;
using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class RealModelTests : IDisposable
{
    private readonly CommandLine _cli = new();

    private string Out => _cli.Path("run");

    [Theory]
    [InlineData("openai:gpt-5", "OPENAI")]
    [InlineData("anthropic:claude-sonnet-4", "ANTHROPIC")]
    public async Task A_missing_key_is_refused_by_name_before_anything_is_written(string model, string vendor)
    {
        string[] variables = [$"{vendor}_API_KEY", $"{vendor}_BASE_URL"];
        var before = variables.Select(Environment.GetEnvironmentVariable).ToList();
        foreach (var variable in variables) Environment.SetEnvironmentVariable(variable, null);
        try
        {
            foreach (var command in (string[][])[["run", "--out", Out, "-m", model], ["run", "--out", Out, "-j", model], ["judge", "check", "-j", model]])
            {
                var outcome = await RunAsync(command);

                outcome.Exit.ShouldBe(2);
                outcome.Error.ShouldContain($"{vendor}_API_KEY");
                Directory.Exists(Out).ShouldBeFalse();
            }
        }
        finally
        {
            foreach (var (variable, value) in variables.Zip(before)) Environment.SetEnvironmentVariable(variable, value);
        }
    }

    [Theory]
    [InlineData("openai:gpt-5?temprature=0")]
    [InlineData("gemini:pro")]
    public async Task A_name_that_does_not_fit_is_refused(string model)
    {
        var outcome = await RunAsync("run", "--out", Out, "-m", model);

        outcome.Exit.ShouldBe(2);
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_run_with_one_line_and_resume_goes_on()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var model = $"openai:m@http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/v1";
        taken.Stop();

        var run = await RunAsync("run", "--json", "--out", Out, "-m", model, "-c", "simple", "-t", "true-false");
        var resumed = await RunAsync("resume", Out);

        foreach (var outcome in (Outcome[])[run, resumed])
        {
            outcome.Exit.ShouldBe(2);
            outcome.Error.ShouldContain("refuses the connection");
            outcome.Error.ShouldContain($"attune resume {Out}");
            outcome.Error.ShouldNotContain("   at ");
        }

        run.Json.GetProperty("reason").GetString()!.ShouldContain("refuses the connection");
        resumed.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(Out, "run.json"))).ShouldContain("\"interrupted\"");
    }

    public void Dispose() => _cli.Dispose();
}
