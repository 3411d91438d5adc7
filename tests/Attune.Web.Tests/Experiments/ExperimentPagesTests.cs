using Attune.Models;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Experiments;
using Attune.Web.Tests.Consoles;
using Microsoft.Extensions.AI;

namespace Attune.Web.Tests.Experiments;

public sealed class ExperimentPagesTests
{
    private static readonly (string Name, string Value)[] Small =
        [("dataset", "starter"), ("models", "embedded:lexical\nembedded:random"), ("judge", "embedded:judge"), ("methods", "zero-shot"), ("contexts", "simple"), ("tasks", "multiple-choice"), ("limit_users", "1"), ("name", "small")];

    [Fact]
    public async Task An_experiment_is_planned_started_and_found_among_the_runs()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);

        var plan = await owner.SubmitAsync(await owner.GetAsync("/experiments/new"), "/experiments/plan", Small);
        plan.Status.ShouldBe(200);
        plan.Heading.ShouldBe("The plan");
        plan.Main.ShouldContain("embedded:lexical");
        Directory.Exists(Path.Combine(console.Folder, "runs")).ShouldBeFalse();

        var started = await owner.SubmitAsync(plan, "/experiments/start");
        started.Status.ShouldBe(303);
        var run = await WaitAsync(owner, started.Location!, p => p.Contains("done", StringComparison.Ordinal));
        run.Heading.ShouldStartWith("small-");
        RunFolder.Open(Path.Combine(console.Folder, "runs", run.Heading)).ReadRecord()!.Status.ShouldBe("done");
    }

    [Theory]
    [InlineData("dataset", "../secret", "is not among this console")]
    [InlineData("dataset", "/etc", "is not among this console")]
    [InlineData("models", "openai:gpt@http://elsewhere.example/v1", "names an address of its own")]
    [InlineData("judge", "openai:gpt@http://127.0.0.1.elsewhere.example/v1", "names an address of its own")]
    [InlineData("models", "nonsense", "is not of the form")]
    [InlineData("models", "embedded:nobody", "is not known")]
    [InlineData("methods", "magic", "is not known")]
    [InlineData("contexts", "endless", "is not a context plan")]
    [InlineData("limit_users", "-3", "is not a whole number")]
    [InlineData("max_cost", "NaN", "is not a number above 0")]
    [InlineData("concurrency", "100000", "is not a whole number")]
    [InlineData("own_contexts", "interval=much", "interval=much")]
    [InlineData("expressions", "sung", "sung")]
    [InlineData("preferences", "guessed", "is not known")]
    [InlineData("evaluators", "openai:gpt@http://elsewhere.example/v1", "names an address of its own")]
    [InlineData("contests", "-1", "is not a whole number from 0")]
    [InlineData("seed", "chance", "is not a whole number from 0")]
    public async Task What_cannot_be_run_is_refused_with_the_form_as_it_was(string field, string value, string problem)
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.SubmitAsync(await owner.GetAsync("/experiments/new"), "/experiments/plan", [.. Small.Where(f => f.Name != field), (field, value)]);

        page.Status.ShouldBe(422);
        page.Main.ShouldContain(problem);
        if (field is not "dataset" and not "methods" and not "contexts" and not "preferences") page.Text.ShouldContain(System.Net.WebUtility.HtmlEncode(value));
    }

    [Fact]
    public async Task Every_setting_of_an_experiment_is_in_the_form()
    {
        await using var console = await RunningConsole.StartAsync();
        await PairsRun.MakeAsync(console.Folder);
        using var owner = await console.VisitAsync(Role.Owner);

        var plan = await owner.SubmitAsync(
            await owner.GetAsync("/experiments/new"), "/experiments/plan",
            [
                ("dataset", "pairs"), ("models", "embedded:lexical"), ("judge", "embedded:judge"), ("methods", "zero-shot"), ("methods", "oracle"), ("own_contexts", "interval=200,tail=100\r\ninterval=300,tail=0\r\n"), ("tasks", "pair"),
                ("expressions", ""), ("preferences", "original"), ("evaluators", "embedded:judge"), ("contests", "4"), ("seed", "11"), ("switches", "no_blind"), ("switches", "truncate"), ("switches", "allow_self_judge"), ("name", "all-of-it"),
            ]);
        plan.Status.ShouldBe(200, plan.Main);
        var run = (await owner.SubmitAsync(plan, "/experiments/start")).Location!;
        await WaitAsync(owner, run, p => p.Contains("done", StringComparison.Ordinal));

        var folder = RunFolder.Open(Path.Combine(console.Folder, "runs", run.Split('/')[^1]));
        var experiment = folder.ReadRecord()!.Experiment;
        experiment.Contexts.ShouldBe(["interval=200,tail=100", "interval=300,tail=0"]);
        experiment.Evaluators.ShouldBe(["embedded:judge"]);
        (experiment.Contests, experiment.Seed, experiment.Blind, experiment.Truncate, experiment.AllowSelfJudge).ShouldBe((4, 11, false, "oldest-random", true));
        experiment.Preferences.ShouldBe(["original"]);
        folder.ReadContests().Count().ShouldBe(4);
        folder.ReadTrials().ShouldAllBe(t => t.Condition.Method != "no-history");
    }

    [Fact]
    public async Task What_is_started_is_checked_again_whatever_the_plan_said()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var plan = await owner.SubmitAsync(await owner.GetAsync("/experiments/new"), "/experiments/plan", Small);

        foreach (var forged in (string[])["""{"dataset":"/etc"}""", """{"dataset":"starter","prompts":"/etc"}""", """{"models":["openai:x@http://evil.example"]}""", "{", "null"])
            (await owner.SubmitAsync(plan, "/experiments/start", ("experiment", forged))).Status.ShouldBe(422, forged);
        Directory.Exists(Path.Combine(console.Folder, "runs")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_is_stopped_and_resumed_and_no_trial_is_asked_twice()
    {
        var model = new SlowModel();
        await using var console = await RunningConsole.StartAsync(o => o with { Workbench = model.Bench });
        using var owner = await console.VisitAsync(Role.Owner);
        var path = await StartAsync(owner, "slow:model");
        await model.Asked(3);

        (await owner.SubmitAsync(await owner.GetAsync(path), path + "/stop")).Status.ShouldBe(303);
        var stopped = await WaitAsync(owner, path, p => p.Contains("interrupted", StringComparison.Ordinal));
        stopped.Document.QuerySelector($"form[action='{path}/resume']").ShouldNotBeNull();
        model.Release();
        (await owner.SubmitAsync(stopped, path + "/resume")).Status.ShouldBe(303);
        await WaitAsync(owner, path, p => p.Contains("done", StringComparison.Ordinal));

        var folder = RunFolder.Open(Path.Combine(console.Folder, "runs", path.Split('/')[^1]));
        folder.ReadTrials().Count().ShouldBe(folder.ReadRecord()!.Totals!.Planned);
    }

    [Fact]
    public async Task More_runs_than_go_at_once_wait_and_the_end_of_the_console_leaves_all_resumable()
    {
        var model = new SlowModel();
        var folder = Directory.CreateTempSubdirectory("attune-console-").FullName;
        var names = new List<string>();
        await using (var console = await RunningConsole.StartAsync(o => o with { Workbench = model.Bench }, folder: folder))
        {
            using var owner = await console.VisitAsync(Role.Owner);
            for (var i = 0; i < 3; i++) names.Add((await StartAsync(owner, "slow:model", $"run{i}")).Split('/')[^1]);
            (await owner.GetAsync("/runs")).Main.ShouldContain("waiting");
            (await owner.GetAsync("/experiments")).Main.ShouldContain(names[2]);

            await console.Host.DisposeAsync();
            foreach (var name in names) RunFolder.Open(Path.Combine(folder, "runs", name)).ReadRecord()!.Status.ShouldBe("interrupted");
        }
    }

    [Fact]
    public async Task The_same_experiment_is_not_begun_twice_at_once()
    {
        var model = new SlowModel();
        await using var console = await RunningConsole.StartAsync(o => o with { Workbench = model.Bench });
        using var owner = await console.VisitAsync(Role.Owner);
        var plan = await PlanAsync(owner, "slow:model", "one");
        await owner.SubmitAsync(plan, "/experiments/start");

        var again = await owner.SubmitAsync(plan, "/experiments/start");

        again.Status.ShouldBe(422);
        again.Main.ShouldContain("is under way already");
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_broken_off_and_can_be_resumed()
    {
        await using var console = await RunningConsole.StartAsync();
        var folder = await SampleRun.MakeAsync(console.Folder, "gone", SampleRun.Experiment with { LimitUsers = 1, Tasks = ["multiple-choice"] });
        var file = Path.Combine(folder.Location, "run.json");
        var record = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        (record["status"], record["process"]) = ("running", Environment.ProcessId);
        await File.WriteAllTextAsync(file, record.ToJsonString());
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync("/runs/gone");
        page.Main.ShouldContain("broken off");
        await owner.SubmitAsync(page, "/runs/gone/resume");
        await WaitAsync(owner, "/runs/gone", p => p.Contains("done", StringComparison.Ordinal));
    }

    private static async Task<string> StartAsync(Visitor owner, string model, string name = "slow") =>
        (await owner.SubmitAsync(await PlanAsync(owner, model, name), "/experiments/start")).Location!;

    private static async Task<Shown> PlanAsync(Visitor owner, string model, string name) => await owner.SubmitAsync(
        await owner.GetAsync("/experiments/new"), "/experiments/plan", [.. Small.Where(f => f.Name is not "models" and not "name"), ("models", model), ("name", name), ("concurrency", "1")]);

    /// <summary>Asks for a page until it is as it should be: runs go on in the background.</summary>
    private static async Task<Shown> WaitAsync(Visitor owner, string path, Func<string, bool> isThere)
    {
        for (var i = 0; i < 600; i++)
        {
            var page = await owner.GetAsync(path);
            if (page.Document.QuerySelector("#progress .tag") is { } tag && isThere(tag.TextContent)) return page;
            await Task.Delay(100);
        }

        throw new ShouldAssertException($"{path} never came to that.");
    }

    /// <summary>A model whose every answer after the second waits until it is released.</summary>
    private sealed class SlowModel : IChatClient
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public Workbench Bench => new()
        {
            Resolve = (name, tokens) => name.Provider == "slow" ? new ChatModel(name, this) : EmbeddedModels.Create(name, tokens),
            ResolveWithoutKey = (name, tokens) => name.Provider == "slow" ? new ChatModel(name, this) : EmbeddedModels.Create(name, tokens),
        };

        public void Release() => _released.TrySetResult();

        public async Task Asked(int times)
        {
            while (Volatile.Read(ref _asked) < times) await Task.Delay(20);
        }

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _asked) > 2) await _released.Task.WaitAsync(cancellationToken);
            return new(new ChatMessage(ChatRole.Assistant, "A"));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
