using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Models;
using Attune.People;
using Attune.Runs;
using Attune.Synthesis;

namespace Attune.Tests.Synthesis;

public sealed class RealPrefPipelineTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-generate-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_simulator_makes_a_whole_and_valid_dataset()
    {
        var report = await Make("whole", Plan(3));

        report.SetAside.ShouldBeEmpty();
        Dataset.Validate(At("whole")).ShouldBeEmpty();
        var dataset = Dataset.Open(At("whole"));
        dataset.Profiles.Count.ShouldBe(3);
        dataset.Preferences.CountBy(p => p.Kind).ShouldBe([new(PreferenceKind.Original, 30), new(PreferenceKind.Generalized, 9)]);
        dataset.Queries.Count.ShouldBe(39);
        dataset.RandomSessions.Sum(s => s.Turns.Count).ShouldBeInRange(12, 18);
        foreach (var user in dataset.Profiles)
        {
            user.LifeEvents.Count.ShouldBeInRange(10, 15);
            var sessions = dataset.SessionsOf(user.Id);
            sessions.Count(s => s.Kind == SessionKind.LifeEvent).ShouldBe(user.LifeEvents.Count);
            sessions.Where(s => s.Kind == SessionKind.Preference).Select(s => (s.PreferenceId, s.Expression)).Distinct().Count().ShouldBe(40);
            var types = dataset.Preferences.Where(p => p.UserId == user.Id && p.Kind == PreferenceKind.Original).CountBy(p => p.Type!.Value).ToList();
            types.Count.ShouldBe(4);
            types.ShouldAllBe(t => t.Value >= 2);
        }
    }

    [Fact]
    public async Task Every_record_says_what_made_it()
    {
        await Make("made", Plan(1));

        foreach (var file in Directory.EnumerateFiles(At("made"), "*.jsonl"))
            foreach (var line in File.ReadLines(file))
                JsonDocument.Parse(line).RootElement.GetProperty("made").GetProperty("model").GetString().ShouldBe("embedded:simulator");
    }

    [Fact]
    public async Task Same_seed_same_bytes_whatever_the_concurrency_and_another_seed_other_people()
    {
        await Make("a", Plan(2), concurrency: 1);
        await Make("b", Plan(2), concurrency: 16);
        await Make("c", Plan(2) with { Seed = 5 });

        Bytes("a").ShouldBe(Bytes("b"));
        Bytes("a").ShouldNotBe(Bytes("c"));
    }

    [Fact]
    public async Task An_interrupted_making_goes_on_and_asks_nothing_twice()
    {
        await Make("straight", Plan(2), new SpoiltModel((_, _, answer) => answer));
        using var stop = new CancellationTokenSource();
        var calls = 0;
        var interrupted = new SpoiltModel((_, _, answer) =>
        {
            if (Interlocked.Increment(ref calls) == 20) stop.Cancel();
            return answer;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Make("cut", Plan(2), interrupted, cancellation: stop.Token));
        File.AppendAllText(Path.Combine(At("cut"), "making", "artefacts.jsonl"), """{"key": "torn""");
        File.Exists(Path.Combine(At("cut"), "dataset.json")).ShouldBeFalse();
        var rest = new SpoiltModel((_, _, answer) => answer);
        await Make("cut", Plan(2), rest);

        Bytes("cut").ShouldBe(Bytes("straight"));
        var whole = File.ReadLines(Path.Combine(At("straight"), "making", "artefacts.jsonl")).Count();
        (interrupted.Calls + rest.Calls - whole).ShouldBeInRange(0, 8);
    }

    [Fact]
    public async Task A_plan_grows_and_what_was_made_stays()
    {
        await Make("grown", Plan(1));
        var first = File.ReadAllLines(Path.Combine(At("grown"), "profiles.jsonl"));
        var report = await Make("grown", Plan(2));

        File.ReadAllLines(Path.Combine(At("grown"), "profiles.jsonl")).Take(1).ShouldBe(first);
        report.Counts["profiles"].ShouldBe(2);
        report.Made.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_stage_is_made_anew_with_what_builds_on_it_and_nothing_else()
    {
        await Make("redo", Plan(1));
        var (queries, preferences) = (Text("redo", "queries.jsonl"), Text("redo", "preferences.jsonl"));

        var report = await Make("redo", Plan(1), redo: [Stage.Queries]);

        report.Made.ShouldBe(13);
        Text("redo", "queries.jsonl").ShouldNotBe(queries);
        Text("redo", "preferences.jsonl").ShouldBe(preferences);
        (await Make("redo", Plan(1), redo: [Stage.Preferences])).Made.ShouldBeInRange(1 + 1 + 10 + 13, 1 + 1 + 10 + 13 + 15);
        Text("redo", "preferences.jsonl").ShouldNotBe(preferences);
    }

    [Theory]
    [InlineData("--seed")]
    [InlineData("--language")]
    public async Task A_folder_of_another_plan_is_left_alone(string option)
    {
        var model = new SpoiltModel((_, _, answer) => answer);
        await Make("other", Plan(1), model);

        var plan = option == "--seed" ? Plan(1) with { Seed = 7 } : Plan(1) with { Language = "German" };

        (await Should.ThrowAsync<BadInputException>(() => Make("other", plan, model))).Message.ShouldContain($"was begun with {option}");
    }

    [Fact]
    public void The_simulator_says_which_languages_it_does_not_know() =>
        Should.Throw<BadInputException>(() => new RealPrefPipeline(Plan(1) with { Language = "German" }, At("german"))).Message.ShouldContain("none that embedded:simulator knows");

    [Fact]
    public async Task A_folder_that_something_else_made_is_left_alone()
    {
        Directory.CreateDirectory(At("mine"));
        File.WriteAllText(Path.Combine(At("mine"), "thesis.txt"), "all of it");

        (await Should.ThrowAsync<BadInputException>(() => Make("mine", Plan(1)))).Message.ShouldContain("was not made by 'attune generate'");
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("refusal")]
    [InlineData("cut off")]
    [InlineData("wrong type")]
    [InlineData("wrong count")]
    public async Task A_spoilt_answer_is_asked_for_again_with_its_fault_named(string fault)
    {
        var model = new SpoiltModel((request, asked, answer) => asked == 1 ? Spoil(fault, answer) : answer);

        var report = await Make("spoilt", Plan(1), model);

        report.SetAside.ShouldBeEmpty();
        report.AskedAgain.ShouldBeGreaterThan(0);
        Dataset.Open(At("spoilt")).Queries.Count.ShouldBe(13);
        model.Prompts.Where(p => p.Count > 2).ShouldAllBe(p => p[3].Text.StartsWith("That answer cannot be used:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_never_comes_right_is_set_aside_with_its_cause_and_the_rest_is_a_valid_dataset()
    {
        var model = new SpoiltModel((request, _, answer) => request.Contains("\"stage\":\"queries\"", StringComparison.Ordinal) && request.Contains("-p03\",\"user_id", StringComparison.Ordinal) ? "I'd rather not." : answer);

        var report = await Make("aside", Plan(2), model);

        report.SetAside.ShouldBe(new Dictionary<string, int> { ["queries"] = 2 }, Text("aside", "set-aside.jsonl"));
        File.ReadAllLines(Path.Combine(At("aside"), "set-aside.jsonl")).ShouldBe([
            """{"stage":"queries","item":"u00001-p03-q","cause":"the answer holds no whole JSON object"}""",
            """{"stage":"queries","item":"u00002-p03-q","cause":"the answer holds no whole JSON object"}"""]);
        Dataset.Validate(At("aside")).ShouldBeEmpty();
        Dataset.Open(At("aside")).Queries.Count.ShouldBe(24);
    }

    [Fact]
    public async Task A_user_without_a_profile_is_no_user()
    {
        var model = new SpoiltModel((request, _, answer) => request.Contains("\"stage\":\"profiles\"", StringComparison.Ordinal) && request.Contains("\"number\":1}", StringComparison.Ordinal) ? "{}" : answer);

        await Make("nobody", Plan(2), model);

        Dataset.Open(At("nobody")).Profiles.Select(p => p.Id).ShouldBe(["u00002"]);
    }

    [Fact]
    public async Task Calls_that_fail_are_made_another_time()
    {
        var failing = true;
        var model = new SpoiltModel((request, _, answer) => failing && request.Contains("life-events", StringComparison.Ordinal)
            ? throw new ModelCallException(CallFault.BadRequest, new("model 'fake:writer'", "answered 500", "Try later")) : answer);

        var report = await Make("failed", Plan(1), model);
        report.Failed.ShouldHaveSingleItem().Item.ShouldBe("u00001/life-events");
        failing = false;
        report = await Make("failed", Plan(1), model);

        report.Failed.ShouldBeEmpty();
        Dataset.Open(At("failed")).Profiles.Single().LifeEvents.Count.ShouldBeGreaterThan(9);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_stops_the_making()
    {
        var model = new SpoiltModel((_, _, _) => throw new ModelCallException(CallFault.ServerError, new("model 'fake:writer'", "answered 500", "Try later")));

        await Should.ThrowAsync<ModelCallException>(() => Make("gone", Plan(100), model));

        model.Calls.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task The_budget_stops_the_making_and_more_of_it_goes_on()
    {
        var model = new SpoiltModel((_, _, answer) => answer);

        await Should.ThrowAsync<BudgetReachedException>(() => Make("budget", Plan(1), model, maxTokens: 30_000));
        model.Calls.ShouldBeInRange(1, 50);
        await Make("budget", Plan(1), model, maxTokens: 10_000_000);

        Dataset.Open(At("budget")).Queries.Count.ShouldBe(13);
    }

    [Fact]
    public async Task What_an_endpoint_does_not_say_counts_at_its_most_in_the_next_making_too()
    {
        var model = new SpoiltModel((_, _, answer) => answer) { TellsUsage = false };

        await Make("untold", Plan(1), model);

        var report = await Should.ThrowAsync<BudgetReachedException>(() => Make("untold", Plan(2), model, maxTokens: 100_000));
        report.Message.ShouldContain("tokens are used");
    }

    [Fact]
    public async Task A_model_of_another_kind_than_the_simulator_sees_no_more_than_the_messages()
    {
        var model = new SpoiltModel((_, _, answer) => answer);

        await Make("messages", Plan(1), model);

        model.Prompts.ShouldAllBe(p => p.Count == 2 && p[0].Role == Microsoft.Extensions.AI.ChatRole.System);
    }

    private static string Spoil(string fault, string answer) => fault switch
    {
        "no JSON" => "Here you are!",
        "refusal" => "I'm sorry, but I can't help with that.",
        "cut off" => answer[..(answer.Length / 2)],
        "wrong type" => answer.Replace("\"positive\"", "\"optimistic\"", StringComparison.Ordinal).Replace("\"birth\":\"", "\"birth\":\"circa ", StringComparison.Ordinal),
        _ => answer.Replace("\"options\":[", "\"options\":[{\"text\":\"a fifth\",\"suits\":false},", StringComparison.Ordinal),
    };

    private static RealPrefPlan Plan(int users) => new() { Name = "test", Users = users, Model = "embedded:simulator", RandomTurns = 15 };

    private Task<GenerationReport> Make(string name, RealPrefPlan plan, SpoiltModel? model = null, int concurrency = 4, IReadOnlyList<string>? redo = null, long? maxTokens = null, CancellationToken cancellation = default)
    {
        var options = new GenerationOptions { Concurrency = concurrency, Redo = redo ?? [], MaxTokens = maxTokens, Retry = new() { MaxAttempts = 1 } };
        return model is null
            ? new RealPrefPipeline(plan, At(name), options: options).RunAsync(cancellation)
            : new RealPrefPipeline(plan with { Model = "openai:writer" }, At(name), (_, _) => model.As("openai:writer"), options).RunAsync(cancellation);
    }

    private string At(string name) => Path.Combine(_root, name);

    private string Text(string name, string file) => File.ReadAllText(Path.Combine(At(name), file));

    private string Bytes(string name) => string.Concat(Directory.EnumerateFiles(At(name)).Where(f => !f.EndsWith("dataset.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
