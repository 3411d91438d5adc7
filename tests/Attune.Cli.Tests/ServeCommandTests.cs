using static Attune.Cli.Tests.CommandLine;

namespace Attune.Cli.Tests;

public sealed class ServeCommandTests : IDisposable
{
    private readonly CommandLine _line = new();

    [Theory]
    [InlineData("--urls", "nowhere")]
    [InlineData("--urls", "https://127.0.0.1:0")]
    [InlineData("--trust-proxy", "nginx")]
    public async Task A_value_that_cannot_be_used_is_named(string option, string value)
    {
        var outcome = await RunAsync("serve", option, value, "--db", _line.Path("console.db"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain($"{option} {value}");
    }

    [Fact]
    public async Task Where_others_may_come_an_owner_is_asked_for()
    {
        var outcome = await RunAsync("serve", "--urls", "http://0.0.0.0:0", "--db", _line.Path("console.db"));

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldContain("--create-owner");
    }

    [Fact]
    public void The_console_takes_what_ships_as_text_but_no_files_of_this_machine()
    {
        foreach (var (name, text) in ExperimentFile.ShippedTexts) ExperimentFile.Read(name, text).Tasks.Count.ShouldBeGreaterThan(0);
        ExperimentFile.ShippedTexts.Keys.ShouldContain("rq1");
        Should.Throw<BadInputException>(() => ExperimentFile.Read("experiment", "chats:\n  file: /etc/passwd\n")).Message.ShouldContain("command line");
    }

    [Fact]
    public async Task Help_has_examples()
    {
        (await RunAsync("serve", "--help")).Output.ShouldContain("attune serve --urls http://0.0.0.0:5180 --create-owner mara");
        (await RunAsync("db", "backup", "--help")).Output.ShouldContain("attune db backup console.jsonl");
    }

    [Fact]
    public async Task A_backup_is_restored_elsewhere()
    {
        var db = _line.Path("console.db");
        await using (var host = await Attune.Web.Hosting.ConsoleHost.StartAsync(new() { Urls = "http://127.0.0.1:0", Db = db, CreateOwner = "mara", LogRequests = false })) { }

        var backup = await RunAsync("db", "backup", _line.Path("b.jsonl"), "--db", db);
        var restore = await RunAsync("db", "restore", _line.Path("b.jsonl"), "--db", _line.Path("again/console.db"));

        (backup.Exit, backup.Output.TrimEnd()).ShouldSatisfyAllConditions(b => b.Exit.ShouldBe(0), b => b.Item2.ShouldStartWith("1 row of "), b => b.Item2.ShouldEndWith("backed up."));
        (restore.Exit, restore.Output).ShouldBe((0, backup.Output.Replace("backed up", "restored", StringComparison.Ordinal)));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(_line.Path("b.jsonl")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task What_a_backup_or_its_restoration_would_overwrite_or_lacks_is_named()
    {
        var there = _line.Write("there.jsonl", "x");
        (await RunAsync("db", "backup", there, "--db", _line.Path("console.db"))).Error.ShouldContain("is there already");
        (await RunAsync("db", "backup", _line.Path("new.jsonl"), "--db", _line.Path("missing.db"))).Error.ShouldContain("no such database");
        (await RunAsync("db", "restore", _line.Path("missing.jsonl"), "--db", _line.Path("console.db"))).Error.ShouldContain("no such file");
        (await RunAsync("db", "restore", there, "--db", _line.Path("console.db"))).Error.ShouldContain("there.jsonl:1");
    }

    public void Dispose() => _line.Dispose();
}
