using System.Text.Json.Nodes;
using Attune.Datasets;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Runs;

public sealed class TrialPageTests
{
    [Fact]
    public async Task A_trial_shows_its_history_and_the_very_prompt_that_was_sent()
    {
        await using var console = await RunningConsole.StartAsync();
        var trial = (await SampleRun.MakeAsync(console.Folder, "first")).ReadTrials().First(t => t is { Condition.Method: "zero-shot", Condition.Task: "open-ended", Evidence: { Turns: 1, InPrompt: 1 } });
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync($"/runs/first/trials/{trial.Key}");
        page.Status.ShouldBe(200);
        page.Main.ShouldContain("its hash is that of the prompt that was sent");
        var revealing = page.Document.QuerySelectorAll("section.session.reveals");
        revealing.Length.ShouldBe(1);
        revealing[0].QuerySelectorAll("li.reveals").Length.ShouldBe(1);
        page.Document.QuerySelector("ul.jumps a")!.GetAttribute("href").ShouldBe("#" + revealing[0].Id);

        var prompt = JsonNode.Parse((await owner.GetAsync($"/runs/first/trials/{trial.Key}/prompt")).Text)!.AsArray();
        prompt.Count.ShouldBeGreaterThan(2);
        prompt.Select(m => (string)m!["content"]!).ShouldContain(revealing[0].QuerySelector("li.reveals .user .said")!.TextContent);
    }

    [Fact]
    public async Task The_prompt_of_every_method_task_and_window_is_rebuilt_exactly()
    {
        await using var console = await RunningConsole.StartAsync();
        var trials = (await SampleRun.MakeAsync(console.Folder, "all", SampleRun.Experiment with
        {
            Methods = ["zero-shot", "reminder", "few-shot-cot", "rag", "task-description", "cot", "workflow", "self-critic", "oracle"],
            LimitUsers = 1,
        })).ReadTrials().ToList();
        using var owner = await console.VisitAsync(Role.Owner);

        foreach (var trial in trials.DistinctBy(t => (t.Condition.Method, t.Condition.Model, t.Condition.Task)))
            (await owner.GetAsync($"/runs/all/trials/{trial.Key}")).Main.ShouldContain("its hash is that of the prompt that was sent", customMessage: trial.Condition.ToString());
    }

    [Fact]
    public async Task The_prompts_of_preference_pairs_are_rebuilt_exactly_too()
    {
        await using var console = await RunningConsole.StartAsync();
        var data = SampleRun.CopyStarter(console.Folder, "pairs");
        var starter = Dataset.Open("starter");
        var sides = starter.Profiles.Take(2).Select(p => starter.SessionsOf(p.Id).First(s => s.PreferenceId is not null)).ToList();
        var pair = new JsonObject
        {
            ["id"] = "pair-1",
            ["preference_a"] = sides[0].PreferenceId,
            ["preference_b"] = sides[1].PreferenceId,
            ["query"] = "What should I do tonight?",
            ["history_a"] = new JsonArray(sides[0].Id, starter.RandomSessions[0].Id),
            ["history_b"] = new JsonArray(starter.RandomSessions[1].Id, sides[1].Id),
        };
        await File.WriteAllTextAsync(Path.Combine(data, "pairs.jsonl"), pair.ToJsonString() + "\n");
        var run = await SampleRun.MakeAsync(console.Folder, "pairs", new() { Dataset = data, Models = ["embedded:lexical"], Methods = ["zero-shot", "workflow"], Contexts = ["simple", "interval=800"], Tasks = ["pair"] });
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/datasets/pairs/pairs")).Main.ShouldContain("What should I do tonight?");
        foreach (var trial in run.ReadTrials()) (await owner.GetAsync($"/runs/pairs/trials/{trial.Key}")).Main.ShouldContain("its hash is that of the prompt that was sent", customMessage: trial.Condition.ToString());
    }

    [Fact]
    public async Task Where_the_dataset_has_changed_since_the_page_says_so()
    {
        await using var console = await RunningConsole.StartAsync();
        var data = SampleRun.CopyStarter(console.Folder, "mine");
        var trial = (await SampleRun.MakeAsync(console.Folder, "first", SampleRun.Experiment with { Dataset = data })).ReadTrials().First(t => t is { Condition: { Method: "zero-shot", Model: "embedded:lexical" }, Evidence.Turns: > 0 });
        using var owner = await console.VisitAsync(Role.Owner);
        (await owner.GetAsync($"/runs/first/trials/{trial.Key}")).Main.ShouldContain("its hash is that of the prompt");

        var sessions = Path.Combine(data, "sessions.jsonl");
        await File.WriteAllTextAsync(sessions, (await File.ReadAllTextAsync(sessions)).Replace("I ", "You ", StringComparison.Ordinal));
        var page = await owner.GetAsync($"/runs/first/trials/{trial.Key}");
        page.Main.ShouldContain("This is not exactly what was sent");
        page.Main.ShouldContain("dataset hash");

        Directory.Delete(data, recursive: true);
        (await owner.GetAsync($"/runs/first/trials/{trial.Key}")).Main.ShouldContain("is not among this console's datasets");
    }

    [Fact]
    public async Task Folded_sessions_come_as_a_part_to_htmx_and_as_a_page_to_everybody_else()
    {
        await using var console = await RunningConsole.StartAsync();
        var trial = (await SampleRun.MakeAsync(console.Folder, "first")).ReadTrials().First(t => t.Condition.Method == "zero-shot");
        using var owner = await console.VisitAsync(Role.Owner);
        var page = await owner.GetAsync($"/runs/first/trials/{trial.Key}");
        var folded = page.Document.QuerySelector("details.session[hx-get]")!.GetAttribute("hx-get")!;

        var whole = await owner.GetAsync(folded);
        whole.Document.QuerySelector("h1").ShouldNotBeNull();
        owner.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        var part = await owner.GetAsync(folded);
        part.Text.ShouldNotContain("<html");
        part.Document.QuerySelectorAll("section.session").Length.ShouldBe(whole.Document.QuerySelectorAll("section.session").Length);
        foreach (var odd in (string[])["0/1", "2/1", "1/999", "-1/2"])
            (await owner.GetAsync($"/runs/first/trials/{trial.Key}/sessions/{odd}")).Status.ShouldBe(404, odd);
    }

    [Fact]
    public async Task Two_trials_of_one_query_stand_beside_each_other()
    {
        await using var console = await RunningConsole.StartAsync();
        var trials = (await SampleRun.MakeAsync(console.Folder, "first")).ReadTrials().ToList();
        var trial = trials.First(t => t is { Condition: { Method: "rag", Task: "open-ended" } });
        var other = trials.First(t => t.QueryId == trial.QueryId && t.Condition == trial.Condition with { Method = "zero-shot" });
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync($"/runs/first/trials/{trial.Key}/beside");
        page.Document.QuerySelectorAll(".beside > section").Length.ShouldBe(2);
        var chosen = await owner.GetAsync($"/runs/first/trials/{trial.Key}/beside?other={other.Key}");
        chosen.Document.QuerySelectorAll(".beside mark").Select(m => m.TextContent).ShouldBe(["rag", "zero-shot"]);
        (await owner.GetAsync($"/runs/first/trials/{trial.Key}/beside?other=nobody")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Runs_are_compared_question_by_question_and_not_where_their_identity_differs()
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "a", SampleRun.Experiment with { Models = ["embedded:lexical"], Methods = ["zero-shot"], Tasks = ["multiple-choice"] });
        await SampleRun.MakeAsync(console.Folder, "b", SampleRun.Experiment with { Models = ["embedded:lexical"], Methods = ["zero-shot"], Tasks = ["multiple-choice"], LimitUsers = 1 });
        await SampleRun.MakeAsync(console.Folder, "c", SampleRun.Experiment with { Models = ["embedded:lexical"], Methods = ["zero-shot"], Tasks = ["multiple-choice"], Seed = 7 });
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/compare")).Document.QuerySelectorAll("select").Length.ShouldBe(2);
        var same = await owner.GetAsync("/compare?a=a&b=b");
        same.Document.QuerySelectorAll("table.numbers").Length.ShouldBeGreaterThan(0);
        var differ = await owner.GetAsync("/compare?a=a&b=c");
        differ.Main.ShouldContain("They are not compared");
        differ.Main.ShouldContain("seed: 0 / 7");
        differ.Document.QuerySelectorAll("table").ShouldBeEmpty();
    }
}
