using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class MeteringChatClientTests
{
    [Fact]
    public async Task Time_in_a_queue_is_not_the_models()
    {
        var meter = new CallMeter(price: null);

        await new MeteringChatClient(new QueuedChatClient(TimeSpan.FromHours(1)), meter).GetResponseAsync("Hi");

        (meter.Attempts, meter.LatencyMs).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Without_a_queue_all_of_the_time_counts()
    {
        var meter = new CallMeter(price: null);

        await new MeteringChatClient(new ScriptedChatClient(_ => "Tea."), meter).GetResponseAsync("Hi");

        meter.LatencyMs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_an_answer_took_is_unknown_where_the_endpoint_does_not_say()
    {
        var meter = new CallMeter(new ModelPrice(1, 1));

        await new MeteringChatClient(new SilentChatClient(), meter).GetResponseAsync("Hi");

        (meter.Attempts, meter.Usage, meter.CostUsd).ShouldBe((1, TokenUsage.None, null));
    }

    private sealed class SilentChatClient() : DelegatingChatClient(new ScriptedChatClient(_ => "Tea."))
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.Usage = null;
            return response;
        }
    }

    private sealed class QueuedChatClient(TimeSpan waited) : DelegatingChatClient(new ScriptedChatClient(_ => "Tea."))
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            QueueTime.Note(response, waited);
            return response;
        }
    }
}
