using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

/// <summary>An endpoint that goes away in the middle of a run.</summary>
public sealed class EndpointGoneTests : IDisposable
{
    private readonly RunFixture _run = new() { Retry = new() { MaxAttempts = 1 } };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_run_stops_after_twenty_failures_in_a_row_and_goes_on_when_the_endpoint_is_back()
    {
        var calls = 0;
        _run.Model = new(question => ++calls > 5 ? throw Models.Faults.Of(CallFault.Network) : FakeModel.Obliging(question));

        var stopped = await Should.ThrowAsync<ModelCallException>(() => _run.Run());

        (stopped.EndsRun, calls).ShouldBe((true, 25));
        var record = _run.Record();
        (record.Status, record.Totals!.Done, record.Totals.Failed).ShouldBe(("interrupted", 5, 19));
        record.Reason.ShouldBe("openai:m: has failed 20 calls in a row; the last one: fails. Mend it");

        _run.Model = new(FakeModel.Obliging);
        (await _run.Run()).Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = RunFixture.Trials - 5, Skipped = 5 });
    }

    [Fact]
    public async Task Failures_with_a_success_between_do_not_stop_it()
    {
        var calls = 0;
        _run.Model = new(question => ++calls % 20 != 0 ? throw Models.Faults.Of(CallFault.ServerError) : FakeModel.Obliging(question));

        var record = await _run.Run();

        (record.Status, record.Totals!.Failed).ShouldBe(("failed-trials", 46));
    }

    [Fact]
    public async Task A_judge_that_has_gone_stops_it_too_and_the_answers_are_kept()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"] };
        _run.Judge = new(_ => throw Models.Faults.Of(CallFault.Timeout));

        await Should.ThrowAsync<ModelCallException>(() => _run.Run());
        var answered = _run.Model.Calls;
        _run.Judge = new(_ => """{"score": 4}""");

        (await _run.Run()).Status.ShouldBe("done");
        _run.Model.Calls.ShouldBe(12);
        answered.ShouldBe(7, "3 dimensions an answer: the seventh has the twentieth");
    }
}
