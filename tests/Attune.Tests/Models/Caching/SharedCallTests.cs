using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

/// <summary>Identical requests at the same time are one call.</summary>
public sealed class SharedCallTests
{
    private static readonly List<ChatMessage> Question = [new(ChatRole.User, "Tea?")];

    private readonly TaskCompletionSource _gate = new();
    private readonly AnsweringChatClient _model = new();
    private readonly ResponseCache _cache = new(new MemoryResponseStore());

    public SharedCallTests() => _model.Gate = _gate.Task;

    [Fact]
    public async Task Identical_requests_are_sent_once_and_each_gets_a_response_of_its_own()
    {
        var asked = Enumerable.Range(0, 20).Select(_ => AskAsync()).ToList();
        _gate.SetResult();

        var answers = await Task.WhenAll(asked);

        _model.Calls.ShouldBe(1);
        answers.ShouldAllBe(a => a.Text == "Answer 1");
        answers.Distinct().Count().ShouldBe(20);
        answers.Select(a => a.Messages[0].Contents).Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(20);
        answers.Count(a => a.AdditionalProperties?.ContainsKey(CachingChatClient.FromCache) == true).ShouldBe(19);
        (_cache.Found, _cache.Stored).ShouldBe((19, 1));
    }

    [Fact]
    public async Task Other_requests_do_not_wait()
    {
        var slow = AskAsync();
        _model.Gate = Task.CompletedTask;

        (await Client().GetResponseAsync([new ChatMessage(ChatRole.User, "Coffee?")])).Text.ShouldBe("Answer 2");

        slow.IsCompleted.ShouldBeFalse();
        _gate.SetResult();
        await slow;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_cancels_leaves_the_others_their_answer(int who)
    {
        using var cancel = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 2).Select(i => AskAsync(i == who ? cancel.Token : default)).ToList();

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked[who]);
        _gate.SetResult();

        (await asked[1 - who]).Text.ShouldBe("Answer 1");
        _model.Cancelled.Task.IsCompleted.ShouldBeFalse();
        (await AskAsync()).Text.ShouldBe("Answer 1");
    }

    [Fact]
    public async Task When_everybody_has_cancelled_the_call_is_cancelled_and_the_next_begins_anew()
    {
        using var cancel = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 3).Select(_ => AskAsync(cancel.Token)).ToList();

        await cancel.CancelAsync();
        foreach (var one in asked) await Should.ThrowAsync<OperationCanceledException>(() => one);

        await _model.Cancelled.Task;
        _gate.SetResult();
        (await AskAsync()).Text.ShouldBe("Answer 2");
    }

    [Fact]
    public async Task A_call_that_fails_fails_for_all_who_wait_and_for_nobody_after_them()
    {
        _model.Answer = n => n == 1 ? throw Faults.Of(CallFault.ServerError) : AnsweringChatClient.Finished($"Answer {n}");
        var asked = Enumerable.Range(0, 3).Select(_ => AskAsync()).ToList();
        _gate.SetResult();

        foreach (var one in asked) (await Should.ThrowAsync<ModelCallException>(() => one)).Fault.ShouldBe(CallFault.ServerError);

        (_model.Calls, _cache.Found).ShouldBe((1, 0));
        (await AskAsync()).Text.ShouldBe("Answer 2");
    }

    [Fact]
    public async Task A_request_that_comes_cancelled_is_not_sent()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(new(canceled: true)));

        _model.Calls.ShouldBe(0);
    }

    private Task<ChatResponse> AskAsync(CancellationToken cancellationToken = default) => Client().GetResponseAsync(Question, cancellationToken: cancellationToken);

    private CachingChatClient Client() => new(_model, ModelName.Parse("openai:m"), _cache);
}
