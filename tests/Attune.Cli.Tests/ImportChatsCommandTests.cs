using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ImportChatsCommandTests : IDisposable
{
    private const string Chat = """[{"id":"c","conversations":[{"from":"gpt","value":"(waves)"},{"from":"human","value":"I am at a@b.org"},{"from":"gpt","value":"Hello"}]}]""";

    private readonly CommandLine _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Chats_become_a_valid_dataset_and_what_was_odd_is_shown()
    {
        var outcome = await RunAsync("dataset", "import", "sharegpt", _cli.Write("c.json", Chat), "--out", _cli.Path("d"));

        outcome.Exit.ShouldBe(0);
        outcome.Error.ShouldContain("1 profiles, 0 preferences, 1 sessions");
        outcome.Error.ShouldContain("--redact removes");
        outcome.Output.ShouldContain("messages of the assistant before the user has spoken");
        outcome.Output.ShouldContain("c.json#1");
        (await RunAsync("dataset", "validate", _cli.Path("d"))).Exit.ShouldBe(0);
        (await RunAsync("dataset", "stats", _cli.Path("d"))).Output.ShouldContain("chat");
        (await RunAsync("dataset", "show", _cli.Path("d"), "user-0000001")).Output.ShouldContain("chat-0000001: I am at a@b.org");
    }

    [Fact]
    public async Task Redaction_is_counted_and_the_named_user_has_the_chats()
    {
        var outcome = await RunAsync("dataset", "import", "sharegpt", _cli.Write("c.json", Chat), "--out", _cli.Path("d"), "--redact", "--user", "me", "--json");

        outcome.Exit.ShouldBe(0);
        outcome.Json.GetProperty("redacted").GetProperty("e-mail").GetInt32().ShouldBe(1);
        outcome.Json.GetProperty("turns").GetInt32().ShouldBe(1);
        outcome.Json.GetProperty("oddities")[0].GetProperty("places")[0].GetString().ShouldBe("c.json#1");
        var session = File.ReadAllText(_cli.Path("d/sessions.jsonl"));
        session.ShouldContain("\"user_id\":\"me\"");
        session.ShouldContain("I am at [e-mail]");
    }

    [Theory]
    [InlineData("sharegpt")]
    [InlineData("chatgpt")]
    [InlineData("wildchat")]
    [InlineData("openai-messages")]
    public async Task Every_format_has_help_with_an_example_and_refuses_what_is_not_there(string format)
    {
        (await RunAsync("dataset", "import", format, "--help")).Output.ShouldContain($"attune dataset import {format} ");

        var outcome = await RunAsync("dataset", "import", format, _cli.Path("nowhere"), "--out", _cli.Path("d"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("no such file or folder");
        Directory.Exists(_cli.Path("d")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_user_is_refused() =>
        (await RunAsync("dataset", "import", "sharegpt", _cli.Write("c.json", Chat), "--user", " ", "--out", _cli.Path("d"))).Exit.ShouldBe(2);

    [Fact]
    public async Task An_import_ends_where_a_folder_is_in_the_way()
    {
        _cli.Write("d/mine.txt", "mine");

        var outcome = await RunAsync("dataset", "import", "sharegpt", _cli.Write("c.json", Chat), "--out", _cli.Path("d"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("already exists");
        Directory.EnumerateFileSystemEntries(_cli.Path("d")).Count().ShouldBe(1);
    }
}
