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
