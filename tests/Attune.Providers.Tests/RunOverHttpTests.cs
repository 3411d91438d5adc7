using Attune.Datasets;
using Attune.Models;
using Attune.People;
using Attune.Questions;
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
    public async Task Pairs_contests_and_all_over_http_give_what_the_same_models_give_in_the_process()
    {
        await using var server = await ServedModel.StartAsync();
        var dataset = PairsOfTheStarter();

        var inProcess = await PairsAsync(dataset, "embedded:lexical", "embedded:judge");
        var openAi = await PairsAsync(dataset, $"openai:lexical@{server.Url}/v1", $"openai:judge@{server.Url}/v1");

        inProcess.Count.ShouldBe(6 + 2);
        inProcess.ShouldContain(line => line.Contains("Matched, Matched, Matched, Matched"));
        openAi.ShouldBe(inProcess);
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

    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("anthropic", "")]
    public async Task A_server_that_dies_in_the_middle_stops_the_run_after_twenty_calls(string provider, string path)
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, sent) =>
        {
            var reply = sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Reply.Anthropic("Yes.") : Reply.OpenAi("Yes.");
            return (++calls <= 3 ? reply : reply with { Missing = 500 }).WriteAsync(context);
        });
        var stopped = Runner(Experiment($"{provider}:m@{server.Url}{path}", "embedded:judge") with { Tasks = ["true-false"] }, concurrency: 1);

        var thrown = await Should.ThrowAsync<ModelCallException>(() => stopped.RunAsync());

        (thrown.Fault, thrown.EndsRun, calls).ShouldBe((CallFault.Network, true, 3 + 20 * 5));
        thrown.Message.ShouldContain("has failed 20 calls in a row; the last one: broke the connection");
        var trials = stopped.Folder.ReadTrials().ToList();
        (trials.Count, trials.Count(t => t.Outcome == TrialOutcome.Failed)).ShouldBe((22, 19));
        trials.Where(t => t.Outcome == TrialOutcome.Failed).ShouldAllBe(t => t.Attempts == 5 && t.AttemptsWithoutUsage == 5 && t.ReservedTokens > 0);
    }

    [Theory]
    [InlineData("openai", "/v1", "length")]
    [InlineData("anthropic", "", "max_tokens")]
    public async Task A_cut_answer_says_so_and_a_spoilt_one_before_it_is_counted(string provider, string path, string cut)
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, sent) =>
        {
            var reply = sent.Path.EndsWith("/messages", StringComparison.Ordinal) ? Reply.Anthropic("Yes.", cut) : Reply.OpenAi("Yes.", cut);
            return (++calls == 1 ? new Reply(200, reply.Body[..80]) : reply).WriteAsync(context);
        });
        var runner = Runner(Experiment($"{provider}:m@{server.Url}{path}", "embedded:judge") with { Tasks = ["true-false"], Blind = false, Methods = ["zero-shot"] }, concurrency: 1);

        (await runner.RunAsync()).Status.ShouldBe("done");

        var trials = runner.Folder.ReadTrials().ToList();
        trials.ShouldAllBe(t => t.Outcome == TrialOutcome.Scored && t.Finish == "length" && t.Usage.Input == 100);
        (trials[0].Attempts, trials[0].AttemptsWithoutUsage, trials.Sum(t => t.AttemptsWithoutUsage)).ShouldBe((2, 1, 1));
        var results = RunResults.Read(runner.Folder);
        results.CutOff.ShouldBe(trials.Count);
        results.Notes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_judge_that_breaks_off_is_asked_again_within_the_run()
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, _) => (++calls % 2 == 1 ? Reply.OpenAi("It knows", "length") : Reply.OpenAi("Score: 4")).WriteAsync(context));
        var runner = Runner(Experiment("embedded:lexical", $"openai:judge@{server.Url}/v1") with { Tasks = ["open-ended"], Blind = false, Methods = ["zero-shot"] }, concurrency: 1);

        (await runner.RunAsync()).Totals!.Unjudged.ShouldBe(0);

        runner.Folder.ReadTrials().ShouldAllBe(t => t.JudgeAttempts == 6 && t.JudgeUsage!.Input == 600 && t.JudgeAttemptsWithoutUsage == null);
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

    /// <summary>The starter's people with two pairs of their preferences, as opposed as they come.</summary>
    private string PairsOfTheStarter()
    {
        var folder = Path.Combine(_folder, "pairs");
        var starter = Dataset.Open("starter");
        using var writer = new DatasetWriter(folder);
        foreach (var profile in starter.Profiles.Take(3)) writer.Add(profile);
        var users = starter.Profiles.Take(3).Select(p => p.Id).ToHashSet();
        foreach (var preference in starter.Preferences.Where(p => users.Contains(p.UserId))) writer.Add(preference);
        foreach (var session in users.SelectMany(starter.SessionsOf)) writer.Add(session);
        foreach (var (a, b) in users.Zip(users.Skip(1))) writer.Add(Pair(starter, a, b));
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "pairs" });
        return folder;
    }

    private static PreferencePair Pair(Dataset dataset, string a, string b)
    {
        var (one, other) = (Original(dataset, a), Original(dataset, b));
        string[] Sessions(Preference p) => [.. dataset.SessionsOf(p.UserId).Where(s => s.PreferenceId == p.Id && s.Expression == "direct").Select(s => s.Id)];
        return new() { Id = $"{a}-{b}", PreferenceA = one.Id, PreferenceB = other.Id, Query = "What do you suggest for Saturday?", HistoryA = Sessions(one), HistoryB = Sessions(other) };
    }

    private static Preference Original(Dataset dataset, string user) => dataset.Preferences.First(p => p.UserId == user && p.Kind == PreferenceKind.Original);

    /// <summary>What evaluators said, with everything that must not depend on how they are reached.</summary>
    private async Task<List<string>> PairsAsync(string dataset, string model, string evaluator)
    {
        var runner = Runner(Experiment(model, evaluator) with { Dataset = dataset, LimitUsers = null, Expressions = [], Methods = ["zero-shot", "task-description"], Contests = 100 });
        (await runner.RunAsync()).Status.ShouldBe("done");
        return
        [
            .. runner.Folder.ReadVerdicts().Select(v => string.Join(" | ", v.PairId, v.Condition.Method, v.Usage, string.Join(", ", v.Orders.Select(o => o.State)))).Order(StringComparer.Ordinal),
            .. runner.Folder.ReadContests().Select(c => string.Join(" | ", c.PairId, c.A.Method, c.B.Method, c.Usage, string.Join(", ", c.Orders.Select(o => o.State)))).Order(StringComparer.Ordinal),
        ];
    }
}
