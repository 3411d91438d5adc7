using Attune.Models;
using Attune.Runs;

namespace Attune.Providers.Tests;

public sealed class RunOverHttpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-http-").FullName;

    [Fact]
    public async Task A_run_over_http_gives_what_the_same_model_gives_in_the_process()
    {
        await using var server = await ServedModel.StartAsync();

        var inProcess = await RunAsync("embedded:lexical", "embedded:judge");
        var openAi = await RunAsync($"openai:lexical@{server.Url}/v1", $"openai:judge@{server.Url}/v1");
        var anthropic = await RunAsync($"anthropic:lexical@{server.Url}", $"anthropic:judge@{server.Url}");

        inProcess.Count.ShouldBeGreaterThan(20);
        openAi.ShouldBe(inProcess);
        anthropic.ShouldBe(inProcess);
    }

    [Fact]
    public async Task Attempts_are_counted_and_a_fault_that_passes_costs_nothing()
    {
        await using var server = await ModelServer.StartAsync(new Reply(529, "{}"), new Reply(500, "{}"), Reply.OpenAi("Yes."));
        var runner = Runner(Experiment($"openai:m@{server.Url}/v1", "embedded:judge") with { Tasks = ["true-false"], Blind = false }, concurrency: 1);

        (await runner.RunAsync()).Status.ShouldBe("done");

        var attempts = runner.Folder.ReadTrials().Select(t => t.Attempts).ToList();
        attempts[0].ShouldBe(3);
        attempts.Skip(1).ShouldAllBe(a => a == 1);
    }

    [Theory]
    [InlineData(401, CallFault.Authentication)]
    [InlineData(404, CallFault.UnknownModel)]
    [InlineData(402, CallFault.Quota)]
    public async Task A_fault_that_every_trial_would_have_stops_the_run_and_it_can_be_resumed(int status, CallFault fault)
    {
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Yes."), Reply.OpenAi("Yes."), new Reply(status, "{}"));
        var experiment = Experiment($"openai:m@{server.Url}/v1", "embedded:judge") with { Tasks = ["true-false"] };

        var stopped = Runner(experiment, concurrency: 1);
        (await Should.ThrowAsync<ModelCallException>(() => stopped.RunAsync())).Fault.ShouldBe(fault);

        server.Requests.Count.ShouldBe(3);
        stopped.Folder.ReadRecord()!.Status.ShouldBe("interrupted");
        stopped.Folder.ReadRecord()!.Totals!.Done.ShouldBe(2);
        stopped.Folder.ReadTrials().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_stops_lets_the_calls_under_way_end()
    {
        var calls = 0;
        var refused = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async (context, _) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                await new Reply(401, "{}").WriteAsync(context);
                refused.SetResult();
                return;
            }

            await refused.Task;
            await Task.Delay(200, context.RequestAborted);
            await Reply.OpenAi("Yes.").WriteAsync(context);
        });
        var stopped = Runner(Experiment($"openai:m@{server.Url}/v1", "embedded:judge") with { Tasks = ["true-false"] }, concurrency: 2);

        await Should.ThrowAsync<ModelCallException>(() => stopped.RunAsync());

        calls.ShouldBe(2);
        stopped.Folder.ReadTrials().Single().Answer.ShouldBe("Yes.");
    }

    [Fact]
    public async Task A_judge_without_a_right_key_stops_the_run_too()
    {
        await using var server = await ModelServer.StartAsync(new Reply(401, "{}"));
        var experiment = Experiment("embedded:lexical", $"openai:judge@{server.Url}/v1") with { Tasks = ["open-ended"] };

        (await Should.ThrowAsync<ModelCallException>(() => Runner(experiment, concurrency: 1).RunAsync())).Fault.ShouldBe(CallFault.Authentication);

        server.Requests.Count.ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Experiment Experiment(string model, string judge) => new()
    {
        Models = [model],
        Judge = judge,
        LimitUsers = 1,
        Contexts = ["simple"],
        Expressions = ["direct"],
        Methods = ["zero-shot", "rag"],
    };

    private Runner Runner(Experiment experiment, int concurrency = 4) => new(
        experiment,
        (name, tokens) => Resolved.Of(name, tokens),
        new() { Out = Path.Combine(_folder, Path.GetRandomFileName()), Concurrency = concurrency, Retry = new() { Delay = TimeSpan.FromMilliseconds(1) } });

    /// <summary>Everything about the trials that must not depend on how the model is reached.</summary>
    private async Task<List<string>> RunAsync(string model, string judge)
    {
        var runner = Runner(Experiment(model, judge));
        (await runner.RunAsync()).Status.ShouldBe("done");
        return
        [
            .. runner.Folder.ReadTrials().Select(t => string.Join(
                " | ",
                t.QueryId, t.Form, t.Condition.Method, t.Condition.Task, t.Outcome, t.Answer, t.Choice, t.Usage, t.JudgeUsage, t.PromptHash,
                string.Join(", ", t.Scores.OrderBy(s => s.Key, StringComparer.Ordinal)))).Order(StringComparer.Ordinal),
        ];
    }
}
