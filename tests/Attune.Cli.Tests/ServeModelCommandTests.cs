using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ServeModelCommandTests
{
    [Theory]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--urls", "nowhere")]
    [InlineData("--latency", "soon")]
    [InlineData("--faults", "teapot=0.5")]
    [InlineData("--cache-ttl", "forever")]
    [InlineData("--cache-min-tokens", "-1")]
    [InlineData("--max-body", "1TB")]
    [InlineData("--requests-per-minute", "0")]
    [InlineData("--tokens-per-minute", "-1")]
    [InlineData("--max-in-flight", "0")]
    public async Task A_value_that_cannot_be_used_is_named(string option, string value)
    {
        var outcome = await RunAsync("serve-model", "embedded:lexical", option, value);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain($"{option} {value}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("schlüssel")]
    public async Task A_key_that_cannot_be_sent_is_refused_and_not_repeated(string key)
    {
        var outcome = await RunAsync("serve-model", "embedded:lexical", "--require-key", key);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("--require-key");
        if (key.Length > 0) outcome.Error.ShouldNotContain(key);
    }

    [Fact]
    public async Task Help_has_examples_and_every_kind_of_fault()
    {
        var outcome = await RunAsync("serve-model", "--help");

        outcome.Output.ShouldContain("attune serve-model embedded:lexical");
        foreach (var kind in (string[])["429", "429-after", "500", "drop", "slow", "malformed", "empty", "truncated"]) outcome.Output.ShouldContain(kind);
    }
}
