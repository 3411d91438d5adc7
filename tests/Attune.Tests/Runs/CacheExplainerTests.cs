using Attune.Models.Caching;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class CacheExplainerTests : IDisposable
{
    private readonly RunFixture _run = new();
    private readonly MemoryResponseStore _store = new();

    public CacheExplainerTests() => _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Blind = false };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_miss_on_a_stored_history_is_told_before_one_that_resembles_nothing()
    {
        await StoreAsync();

        var explained = await ExplainAsync(_run.Experiment with { Methods = ["no-history", "reminder"] });

        var first = explained.First.ShouldNotBeNull();
        first.Condition.Method.ShouldBe("reminder");
        (first.Difference.Kind, first.Difference.Role).ShouldBe(("message", "user"));
        first.Difference.Message.ShouldNotBeNull().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Where_no_miss_begins_like_a_stored_request_the_first_message_is_named()
    {
        await StoreAsync();

        var explained = await ExplainAsync(_run.Experiment with { Methods = ["no-history"] });

        var first = explained.First.ShouldNotBeNull();
        first.Condition.Method.ShouldBe("no-history");
        (first.Difference.Kind, first.Difference.Message).ShouldBe(("message", 1));
        first.Difference.Begins.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Of_an_empty_store_nothing_is_near()
    {
        (await ExplainAsync(_run.Experiment)).First.ShouldNotBeNull().Difference.Kind.ShouldBe("nothing-near");
    }

    private Task<RunRecord> StoreAsync() =>
        new Runner(_run.Experiment, _run.Resolve, new() { Out = _run.Out, Cache = new ResponseCache(_store) }).RunAsync();

    private Task<CacheExplanation> ExplainAsync(Experiment experiment) => new CacheExplainer(experiment, _run.Resolve, _store).ExplainAsync();
}
