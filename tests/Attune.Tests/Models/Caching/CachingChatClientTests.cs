using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

public sealed class CachingChatClientTests
{
    private static readonly ModelName Model = ModelName.Parse("openai:m");
    private static readonly ChatMessage Question = new(ChatRole.User, "Tea?");

    private readonly MemoryResponseStore _store = new();
    private readonly AnsweringChatClient _model = new();

    [Fact]
    public async Task What_was_answered_is_not_sent_again()
    {
        _model.Answer = n => new(new ChatMessage(ChatRole.Assistant, $"Answer {n}"))
        {
            FinishReason = ChatFinishReason.Stop,
            ResponseId = "r1",
            ModelId = "m-2026",
            CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Usage = new() { InputTokenCount = 10, OutputTokenCount = 2, CachedInputTokenCount = 4, AdditionalCounts = new() { [TokenUsage.WrittenCount] = 3 } },
        };

        var bought = await Client().GetResponseAsync([Question]);
        var found = await Client().GetResponseAsync([Question]);

        _model.Calls.ShouldBe(1);
        (found.Text, found.FinishReason, found.ResponseId, found.ModelId, found.CreatedAt)
            .ShouldBe(("Answer 1", ChatFinishReason.Stop, "r1", "m-2026", bought.CreatedAt));
        TokenUsage.Of(found.Usage).ShouldBe(new TokenUsage(10, 4, 2, 3));
        found.AdditionalProperties!.ShouldContainKey(CachingChatClient.FromCache);
        bought.AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public async Task Refresh_sends_everything_and_replaces_what_is_stored()
    {
        await Client().GetResponseAsync([Question]);
        await Client(CacheMode.Refresh).GetResponseAsync([Question]);

        (await Client().GetResponseAsync([Question])).Text.ShouldBe("Answer 2");
        _model.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Replay_sends_nothing_and_a_miss_says_so_and_ends_no_run()
    {
        await Client().GetResponseAsync([Question]);
        var replay = Client(CacheMode.Replay);

        (await replay.GetResponseAsync([Question])).Text.ShouldBe("Answer 1");
        var miss = await Should.ThrowAsync<ModelCallException>(() => replay.GetResponseAsync([new(ChatRole.User, "Coffee?")]));
        var unfit = await Should.ThrowAsync<ModelCallException>(() => replay.GetResponseAsync([Question], new() { ConversationId = "c" }));
        var streamed = await Should.ThrowAsync<ModelCallException>(() => replay.GetStreamingResponseAsync([new(ChatRole.User, "Coffee?")]).ToListAsync().AsTask());

        foreach (var fault in (ModelCallException[])[miss, unfit, streamed])
            (fault.Fault, fault.IsTransient, fault.EndsRun).ShouldBe((CallFault.NotStored, false, false));
        miss.Message.ShouldContain("attune cache explain");
        _model.Calls.ShouldBe(1);
    }

    public static TheoryData<string> Unfinished => ["content_filter", "tool_calls", "none", "empty", "blank", "tool"];

    [Theory]
    [MemberData(nameof(Unfinished))]
    public async Task An_answer_that_is_not_finished_is_handed_on_and_not_stored(string kind)
    {
        _model.Answer = _ => kind switch
        {
            "none" => new(new ChatMessage(ChatRole.Assistant, "Half an")),
            "empty" => new(new ChatMessage(ChatRole.Assistant, "")) { FinishReason = ChatFinishReason.Stop },
            "blank" => new(new ChatMessage(ChatRole.Assistant, " \n")) { FinishReason = ChatFinishReason.Stop },
            "tool" => new(new ChatMessage(ChatRole.Assistant, [new TextContent("a"), new FunctionCallContent("1", "f")])) { FinishReason = ChatFinishReason.Stop },
            _ => new(new ChatMessage(ChatRole.Assistant, "Half an")) { FinishReason = new ChatFinishReason(kind) },
        };

        await Client().GetResponseAsync([Question]);
        await Client().GetResponseAsync([Question]);

        _model.Calls.ShouldBe(2);
        _store.Statistics().Responses.ShouldBe(0);
    }

    [Theory]
    [InlineData("Half an")]
    [InlineData("")]
    public async Task An_answer_that_was_cut_off_at_its_limit_is_stored_and_says_so(string text)
    {
        _model.Answer = _ => new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Length };

        await Client().GetResponseAsync([Question]);
        var found = await Client().GetResponseAsync([Question]);

        (_model.Calls, found.Text, found.FinishReason).ShouldBe((1, text, ChatFinishReason.Length));
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_the_next_time()
    {
        _model.Answer = n => n == 1 ? throw Faults.Of(CallFault.ServerError) : AnsweringChatClient.Finished("Answer");

        await Should.ThrowAsync<ModelCallException>(() => Client().GetResponseAsync([Question]));

        (await Client().GetResponseAsync([Question])).Text.ShouldBe("Answer");
    }

    [Fact]
    public async Task What_has_no_key_passes_by()
    {
        foreach (var _ in Enumerable.Range(0, 2)) await Client().GetResponseAsync([Question], new() { ConversationId = "c" });

        _model.Calls.ShouldBe(2);
        _store.Statistics().Responses.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_is_stored_when_it_has_ended_and_answered_as_one_update()
    {
        var bought = await Client().GetStreamingResponseAsync([Question]).ToListAsync();
        var found = await Client().GetStreamingResponseAsync([Question]).ToListAsync();

        bought.Count.ShouldBeGreaterThan(1);
        found.ShouldHaveSingleItem().Text.ShouldBe(string.Concat(bought.Select(u => u.Text)));
        (await Client().GetResponseAsync([Question])).Text.ShouldBe(found[0].Text);
        _model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_not_stored()
    {
        _model.Breaks = true;

        await Should.ThrowAsync<ModelCallException>(() => Client().GetStreamingResponseAsync([Question]).ToListAsync().AsTask());

        _store.Statistics().Responses.ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_refuses_costs_no_answer_but_nothing_more_is_bought()
    {
        var cache = new ResponseCache(new FullStore());
        var client = new CachingChatClient(_model, Model, cache);

        (await client.GetResponseAsync([Question])).Text.ShouldBe("Answer 1");

        (await Should.ThrowAsync<BadInputException>(() => client.GetResponseAsync([new(ChatRole.User, "Coffee?")]))).Message.ShouldContain("full");
        _model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Disposing_leaves_the_model_to_the_others()
    {
        Client().Dispose();

        (await Client().GetResponseAsync([Question])).Text.ShouldBe("Answer 1");
        _model.IsDisposed.ShouldBeFalse();
    }

    private CachingChatClient Client(CacheMode mode = CacheMode.Read) => new(_model, Model, new ResponseCache(_store, mode));

    private sealed class FullStore : IResponseStore
    {
        public StoredResponse? Get(Digest key, bool use = true) => null;

        public void Put(CacheRequest request, StoredResponse response) => throw new BadInputException("responses.db", "the disk is full", "Free space");

        public IEnumerable<StoredRequest> Requests() => [];

        public CacheStatistics Statistics() => throw new NotSupportedException();

        public PrunedResponses Prune(PruneOptions options) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
