using System.Text.Json;
using Attune.Models;
using Attune.Tokens;
using Attune.Web.Accounts;
using Attune.Web.Experiments;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Annotation;

/// <summary>An annotator wants an opinion of a contest that no model has judged.</summary>
public sealed class LiveOpinionTests
{
    [Fact]
    public async Task The_runs_evaluator_is_asked_once_in_each_order_and_what_it_says_in_both_is_its_word()
    {
        var asked = 0;
        await using var console = await StartAsync((name, tokens) =>
        {
            Interlocked.Increment(ref asked);
            return EmbeddedModels.Create(name, tokens);
        });
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        using var bert = await console.VisitAsync(Role.Annotator);
        var round = await MakeAsync(owner, [anna, bert], ("ask", "yes"));

        foreach (var person in (Visitor[])[anna, bert])
        {
            var page = await person.NextTaskAsync(round);
            page.Main.ShouldNotContain("AI opinion:");
            var opened = await OpenAsync(person, page);
            opened.Main.ShouldContain("AI opinion:");
            opened.Text.ShouldNotContain("embedded");
            await person.SubmitAsync(opened, opened.TaskForm(), ("answer", "tie"));
        }

        asked.ShouldBe(1); // one client for all
        var answers = (await owner.ExportAsync(round, "verdicts.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        answers.ShouldAllBe(a => a.GetProperty("opinion_seen").GetBoolean() && a.GetProperty("model_says").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Where_the_owner_does_not_want_it_nobody_is_asked()
    {
        await using var console = await StartAsync((_, _) => throw new InvalidOperationException("Asked."));
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        var round = await MakeAsync(owner, [anna]);

        var page = await anna.NextTaskAsync(round);

        page.Document.QuerySelector("[formaction$=opinion]").ShouldBeNull();
        (await anna.SubmitAsync(page, page.TaskForm(), page.TaskForm() + "/opinion")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_model_that_cannot_be_asked_is_said_to_have_no_opinion_without_its_name_and_the_task_stays_open()
    {
        await using var console = await StartAsync((name, _) => throw new BadInputException(name.Text, "lacks its key", "Set it"));
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        var round = await MakeAsync(owner, [anna], ("ask", "yes"));

        var page = await OpenAsync(anna, await anna.NextTaskAsync(round));

        page.Main.ShouldContain("The AI gave no opinion.");
        page.Text.ShouldNotContain("embedded");
        page.Document.QuerySelector("[formaction$=opinion]").ShouldNotBeNull();
        (await anna.SubmitAsync(page, page.TaskForm(), ("answer", "left"))).Status.ShouldBe(303);
        (await owner.ExportAsync(round, "verdicts.jsonl")).Single().ShouldContain("\"opinion_seen\":false");
    }

    [Fact]
    public async Task Anothers_task_and_a_form_that_is_out_of_date_ask_nobody()
    {
        await using var console = await StartAsync((_, _) => throw new InvalidOperationException("Asked."));
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        using var bert = await console.VisitAsync(Role.Annotator);
        var round = await MakeAsync(owner, [anna], ("ask", "yes"));
        var page = await anna.NextTaskAsync(round);
        var opinion = page.TaskForm() + "/opinion";
        var own = (await bert.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var token = page.Document.QuerySelector("form.verdict input[name=token]")!.GetAttribute("value")!;

        (await bert.PostAsync(opinion, ("__RequestVerificationToken", own), ("token", token))).Status.ShouldBe(404);
        (await anna.SubmitAsync(page, page.TaskForm(), opinion, ("token", "old"))).Location!.ShouldEndWith("note=out-of-date");
        await anna.SubmitAsync(page, page.TaskForm(), ("answer", "left"));
        (await anna.SubmitAsync(page, page.TaskForm(), opinion)).Status.ShouldBe(303);
    }

    private static async Task<RunningConsole> StartAsync(Func<ModelName, MessageTokens, ChatModel> resolve)
    {
        var console = await RunningConsole.StartAsync(o => o with { Workbench = new Workbench { Resolve = resolve } });
        await PairsRun.MakeAsync(console.Folder, "unjudged", contests: 0);
        return console;
    }

    private static Task<string> MakeAsync(Visitor owner, IReadOnlyList<Visitor> annotators, params (string, string)[] fields) =>
        owner.MakeRoundAsync("contests", "unjudged", annotators, [("count", "1"), ("opinions", "yes"), .. fields]);

    private static async Task<Shown> OpenAsync(Visitor who, Shown page) => await who.FollowAsync(await who.SubmitAsync(page, page.TaskForm(), page.TaskForm() + "/opinion"));
}
