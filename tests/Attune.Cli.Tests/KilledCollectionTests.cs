using System.Text.RegularExpressions;
using Attune.Models;
using Attune.Web.ModelServer;

namespace Attune.Cli.Tests;

/// <summary>A console that is killed while people chat, and while what they said is mined and deleted.</summary>
public sealed partial class KilledCollectionTests : IAsyncLifetime
{
    private readonly CommandLine _line = new();
    private ModelHost _slow = null!;
    private ConsoleProcess _console = null!;

    public async Task InitializeAsync()
    {
        _slow = await ModelHost.StartAsync(ModelName.Parse("embedded:simulator"), new() { Urls = "http://127.0.0.1:0", Latency = Latency.Parse("1500ms") });
        _console = new(_line);
    }

    public async Task DisposeAsync()
    {
        _console.Dispose();
        await _slow.DisposeAsync();
        _line.Dispose();
    }

    [Fact]
    public async Task Killed_while_an_answer_is_written_the_message_is_there_once_and_can_be_answered()
    {
        await _console.StartAsync();
        var (_, part) = await CollectAsync($"openai:simulator@{_slow.Addresses[0].GetLeftPart(UriPartial.Authority)}/v1");
        await SayAsync(part, "I like leek soup.");
        _console.Kill();

        await _console.StartAsync();
        var chat = ChatLink().Match(await _console.GetAsync(part)).Groups[1].Value;
        var interrupted = await _console.GetAsync(chat);
        interrupted.ShouldContain("The answer was interrupted");
        await _console.PostAsync(chat + "/again", interrupted);
        await _console.WaitAsync(chat, p => p.Contains("class=\"say\"", StringComparison.Ordinal) && !p.Contains("id=\"reply\"", StringComparison.Ordinal));

        ConsoleFile.ShouldBeWhole(_console.File);
        ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM chat_turns").ShouldBe(1);
        ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM chat_turns WHERE state = 'answered' AND said = 'I like leek soup.'").ShouldBe(1);
        ConsoleFile.Number(_console.File, "SELECT p.tokens_used - t.tokens FROM participations p JOIN chat_turns t ON t.participation_id = p.id").ShouldBe(0);
    }

    [Theory]
    [InlineData("asked")]
    [InlineData("noted")]
    [InlineData("done")]
    public async Task Killed_while_what_is_being_mined_is_deleted_the_deletion_is_carried_through(string moment)
    {
        await _console.StartAsync();
        var (collection, part) = await CollectAsync("embedded:lexical");
        foreach (var said in (string[])["I play the quartzfiddle every evening.", "I am vegetarian, and the quartzfiddle is mine."])
        {
            await SayAsync(part, said);
            SpinWait.SpinUntil(() => ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM chat_turns WHERE state <> 'answered'") == 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        }

        var datasets = $"/collections/{collection}/datasets";
        var page = await _console.PostAsync(datasets, await _console.GetAsync(datasets), ("name", "talks"));
        await _console.PostAsync(datasets + "/talks/mine", page, ("model", $"openai:simulator@{_slow.Addresses[0].GetLeftPart(UriPartial.Authority)}/v1"), ("tokens", "1000000"));
        SpinWait.SpinUntil(() => Directory.Exists(_line.Path("data/talks-mined")), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        ConsoleFile.Holds(_line.Folder, "quartzfiddle").ShouldBeTrue();

        var data = await _console.GetAsync(part + "/data");
        var deleting = _console.PostAsync(part + "/data/delete", data);
        if (moment == "noted") SpinWait.SpinUntil(() => Noted() > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        if (moment == "done") await deleting;
        _console.Kill();
        await Task.WhenAny(deleting);
        if (moment != "done") _line.Write("data/talks.begun.partial/sessions.jsonl", "quartzfiddle: what was being written aside");

        await _console.StartAsync();
        ConsoleFile.ShouldBeWhole(_console.File);
        // Where it was killed before it had heard of it, nobody was told that it is done: they ask again.
        if (moment == "asked" && Noted() == 0) await _console.PostAsync(part + "/data/delete", await _console.GetAsync(part + "/data"));
        Noted().ShouldBe(2);
        ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM forgotten_chats WHERE done_at IS NULL").ShouldBe(0);
        ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM chat_turns").ShouldBe(0);
        ConsoleFile.Holds(_line.Folder, "quartzfiddle").ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(_line.Path("data")).ShouldBeEmpty();
    }

    private long Noted() => ConsoleFile.Number(_console.File, "SELECT COUNT(*) FROM forgotten_chats");

    /// <summary>A collection in which the owner takes part, and has consented.</summary>
    private async Task<(string Collection, string Part)> CollectAsync(string model)
    {
        await _console.PostAsync("/collections", await _console.GetAsync("/collections/new"), ("name", "Talks"), ("model", model), ("text", "Talk."), ("messages", "100"), ("tokens", "100000"), ("until", "2999-12-31"));
        var collection = CollectionLink().Match(await _console.GetAsync("/collections")).Groups[1].Value;
        await _console.PostAsync($"/collections/{collection}/add", await _console.GetAsync($"/collections/{collection}"), ("name", "owner"));
        var part = PartLink().Match(await _console.GetAsync("/chats")).Groups[1].Value;
        await _console.PostAsync(part + "/consent", await _console.GetAsync(part), ("agree", "yes"));
        return (collection, part);
    }

    private async Task SayAsync(string part, string message) => await _console.PostAsync(part + "/new", await _console.GetAsync(part + "/new"), ("message", message));

    [GeneratedRegex("href=\"/collections/([0-9a-f]{32})\"")]
    private static partial Regex CollectionLink();

    [GeneratedRegex("href=\"(/chats/p-[0-9a-f]{16})\"")]
    private static partial Regex PartLink();

    [GeneratedRegex("href=\"(/chats/p-[0-9a-f]{16}/[0-9a-f]{32})\"")]
    private static partial Regex ChatLink();
}
