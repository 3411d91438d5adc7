using System.Text;
using System.Text.Json.Nodes;
using Attune.Conversations;
using Attune.Models;
using Attune.Synthesis.Drafts;
using Attune.Synthesis.Mining;

namespace Attune.Tests.Synthesis.Mining;

public sealed class ChatMinerTests
{
    private readonly List<DraftRequest> _requests = [];

    [Fact]
    public async Task Short_chats_share_a_window_and_no_session_spans_two()
    {
        var mined = await MineAsync([Chat("a", 2), Chat("b", 1), Chat("c", 3)], OneChunkAChat);

        _requests.ShouldHaveSingleItem().Messages!.Select(m => (m.Id, m.Chat)).ShouldBe([(1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 3)]);
        mined.Sessions.Select(s => (s.Id, s.Turns.Count)).ShouldBe([("a-001", 2), ("b-001", 1), ("c-001", 3)]);
    }

    [Fact]
    public async Task Only_chats_are_read()
    {
        var mined = await MineAsync([Chat("a", 2), Chat("b", 1) with { Kind = SessionKind.LifeEvent }], OneChunkAChat);

        mined.Sessions.Select(s => s.Id).ShouldBe(["a-001"]);
    }

    [Fact]
    public async Task What_is_open_at_the_end_of_a_window_begins_the_next()
    {
        // Topics of fifty turns; a window holds 80, so the second of each window is cut in its thirtieth turn, and begins the next one.
        var mined = await MineAsync([Chat("long", 300)], r => Chunks(r.Messages!.GroupBy(m => (m.Id - 1) / 50).Select(g => (g.First().Id, g.Last().Id))));

        _requests.Select(r => (r.Messages![0].Id, r.Messages[^1].Id)).ShouldBe([(1, 80), (51, 130), (101, 180), (151, 230), (201, 280), (251, 300)]);
        mined.Sessions.Select(s => (s.Turns[0].Number, s.Turns.Count)).ShouldBe([(1, 50), (51, 50), (101, 50), (151, 50), (201, 50), (251, 50)]);
    }

    [Fact]
    public async Task A_topic_longer_than_a_window_is_closed_with_it()
    {
        var mined = await MineAsync([Chat("endless", 250)], r => Chunks([(r.Messages![0].Id, r.Messages[^1].Id)]));

        mined.Sessions.Select(s => s.Turns.Count).ShouldBe([80, 80, 80, 10]);
    }

    [Theory]
    [InlineData("{\"chunks\":[]}")]
    [InlineData("no answer at all")]
    public async Task Turns_that_no_chunk_took_are_sessions_all_the_same(string answer)
    {
        var mined = await MineAsync([Chat("a", 130), Chat("b", 2)], _ => answer);

        mined.Sessions.Sum(s => s.Turns.Count).ShouldBe(132);
        mined.Sessions.ShouldAllBe(s => s.Turns.Select(t => t.Chat).Distinct().Count() == 1);
    }

    [Fact]
    public async Task A_chat_of_a_hundred_thousand_turns_goes_through_whole()
    {
        var mined = await MineAsync([Chat("vast", 100_000)], r => Chunks(r.Messages!.Chunk(7).Select(c => (c[0].Id, c[^1].Id))));

        mined.Sessions.SelectMany(s => s.Turns).Select(t => t.Number).ShouldBe(Enumerable.Range(1, 100_000));
    }

    [Fact]
    public async Task A_very_long_message_is_shown_in_its_begin_and_end()
    {
        var chat = Chat("paste", 1) with { Turns = [new() { User = "I teach law. " + string.Concat(Enumerable.Repeat("\uD83D\uDE00", 20_000)) + " Be brief.", Assistant = "" }] };

        await MineAsync([chat], OneChunkAChat);

        var shown = _requests.ShouldHaveSingleItem().Messages!.Single().Text;
        shown.Length.ShouldBeLessThan(ChatWindow.LongestShown);
        shown.ShouldStartWith("I teach law.");
        shown.ShouldEndWith("Be brief.");
        shown.ShouldContain("characters left out");
    }

    [Fact]
    public async Task A_small_context_has_small_windows()
    {
        await MineAsync([Chat("a", 100, "word " + string.Join(' ', Enumerable.Range(0, 100)))], OneChunkAChat, window: 4000);

        _requests.ShouldAllBe(r => r.Messages!.Count <= 1000 / 100);
    }

    [Theory]
    [InlineData(1, 9, "outside the messages 1 to 6")]
    [InlineData(3, 2, "ends before it begins")]
    [InlineData(1, 3, "begins in chat 1 and ends in chat 2")]
    public async Task Ranges_that_cannot_be_are_named(int begin, int end, string fault)
    {
        await MineAsync([Chat("a", 2), Chat("b", 4)], _ => Chunks([(begin, end)]));

        _faults.ShouldContain(f => f.Contains(fault, StringComparison.Ordinal), string.Join('\n', _faults));
    }

    [Fact]
    public async Task Overlaps_are_named()
    {
        await MineAsync([Chat("a", 4)], _ => Chunks([(1, 3), (3, 4)]));

        _faults.ShouldContain(f => f.Contains("overlaps the one before it", StringComparison.Ordinal));
    }

    private readonly List<string> _faults = [];

    private Task<MinedChats> MineAsync(IReadOnlyList<Session> sessions, Func<DraftRequest, string> answer, int? window = null)
    {
        var plan = new MiningPlan { Name = "test", Chats = "chats", Model = "fake:reader" };
        var model = new ChatModel(ModelName.Parse("fake:reader"), new RecordingChatClient(), window);
        return new ChatMiner(plan, model, (draft, _) =>
        {
            var request = draft.Request(0);
            lock (_requests) _requests.Add(request);
            var flaws = draft.Take(Encoding.UTF8.GetBytes(answer(request)));
            _faults.AddRange(flaws.Select(f => f.Fault));
            return Task.FromResult(draft.Fill(new() { Key = draft.Key, Request = "", Made = new("fake:reader", "", 0), Asks = 1, Usage = TokenUsage.None }));
        }).MineAsync("u", sessions, default);
    }

    private static string OneChunkAChat(DraftRequest request) => Chunks(request.Messages!.GroupBy(m => m.Chat).Select(g => (g.First().Id, g.Last().Id)));

    private static string Chunks(IEnumerable<(int Begin, int End)> ranges) => new JsonObject
    {
        ["chunks"] = new JsonArray([.. ranges.Select(r => (JsonNode)new JsonObject
        {
            ["begin_message"] = r.Begin,
            ["end_message"] = r.End,
            ["topic"] = "numbers",
            ["personal_profile"] = new JsonArray(),
            ["response_format"] = new JsonArray(),
        })]),
    }.ToJsonString();

    private static Session Chat(string id, int turns, string text = "Message") => new()
    {
        Id = id,
        UserId = "u",
        Kind = SessionKind.Chat,
        Turns = [.. Enumerable.Range(1, turns).Select(i => new Turn { User = $"{text} {i}", Assistant = "Yes." })],
    };
}
