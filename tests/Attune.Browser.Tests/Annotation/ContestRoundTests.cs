using System.Text.RegularExpressions;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Annotation;

/// <summary>An owner makes a round, two people judge it, one at a desk and one on a phone, and the run's table counts their verdicts.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class ContestRoundTests(BrowserFixture fixture)
{
    private const int Contests = 6;

    [BrowserFact]
    public async Task Two_annotators_and_the_embedded_judge_complete_a_round_and_the_runs_table_uses_their_verdicts()
    {
        var run = $"two-{Guid.NewGuid():n}"[..12];
        var folder = await PairsRun.MakeAsync(fixture.Console.Folder, run);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner, run);
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "round-begun");

        await using var desk = await fixture.OpenAsync(Role.Annotator);
        await using var phone = await fixture.OpenAsync(Role.Owner, Window.Phone);
        await JudgeAsync(desk, round, "contest");
        await JudgeAsync(phone, round, "contest");

        await owner.GoAsync($"/rounds/{round}");
        await owner.Page.GetByText($"{2 * Contests} of {2 * Contests}").First.WaitForAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Write into the run" }).ClickAsync();
        await owner.Page.GetByText("Written into the run").WaitForAsync();
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "round-done");
        await phone.GoAsync($"/rounds/{round}");
        await Accessibility.CheckAsync(phone);
        await BrowserFixture.ShootAsync(phone, "round-done");

        await PairsRun.RunnerOf(fixture.Console.Folder, run).RunAsync();
        var results = RunResults.Read(folder).Contests();
        results.Select(r => (r.Evaluator, r.Tally.Contests)).ShouldBe([("embedded:judge", PairsRun.Contests), ("people", 2 * Contests)]);
        results[1].Tally.Counts.Contests.ShouldBe(2 * Contests);
        foreach (var tab in (BrowserTab[])[owner, desk, phone]) tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_round_is_judged_with_the_keyboard_alone_and_letters_are_keys_only_where_wanted()
    {
        var run = $"keys-{Guid.NewGuid():n}"[..12];
        await PairsRun.MakeAsync(fixture.Console.Folder, run);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner, run);
        await using var tab = await fixture.OpenAsync(Role.Annotator);
        var keys = tab.Page.Keyboard;
        await tab.GoAsync($"/annotate/{round}");
        await Keyboard.TabToAsync(tab.Page, "Start annotation");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 0);

        await keys.PressAsync("l"); // is no key yet
        await Keyboard.TabToAsync(tab.Page, "Comment (optional)");
        await keys.TypeAsync("left or right");
        await Keyboard.TabToAsync(tab.Page, "TieT");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 1);

        await Keyboard.TabToAsync(tab.Page, "Use the keyboard: letters beside the buttons work as keys");
        await keys.PressAsync("Space");
        await keys.PressAsync("r");
        await ProgressAsync(tab, 2);
        await keys.PressAsync("o");
        await tab.Page.GetByRole(AriaRole.Heading, new() { NameRegex = Opinion() }).WaitForAsync();
        await keys.PressAsync("l");
        await ProgressAsync(tab, 3);
        await keys.PressAsync("u");
        await ProgressAsync(tab, 2);
        await keys.PressAsync("s");
        await ProgressAsync(tab, 2, Contests - 1);

        var answers = await fixture.Console.Service<RoundStore>().AnswersAsync(round);
        answers.Select(a => (a.Answer, a.Comment)).ShouldBe([("tie", "left or right"), ("right", "")], ignoreOrder: true);
        answers.ShouldAllBe(a => a.ActiveMs > 0);
        await tab.GoAsync($"/annotate/{round}");
        await tab.Page.GetByText("Look again at the 1 I skipped").WaitForAsync();
        tab.Faults.ShouldBeEmpty();
    }

    /// <summary>Skims the instructions, judges everything there is, and opens one opinion.</summary>
    private static async Task JudgeAsync(BrowserTab tab, string round, string name)
    {
        await tab.GoAsync("/annotate");
        await Accessibility.CheckAsync(tab);
        await tab.GoAsync($"/annotate/{round}");
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "annotate-round");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start annotation" }).ClickAsync();
        for (var i = 0; i < Contests; i++)
        {
            await ProgressAsync(tab, i);
            if (i == 1)
            {
                await Accessibility.CheckAsync(tab);
                await BrowserFixture.ShootAsync(tab, name);
                await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show the AI opinion" }).ClickAsync();
                await tab.Page.GetByRole(AriaRole.Heading, new() { NameRegex = Opinion() }).WaitForAsync();
                await Accessibility.CheckAsync(tab);
                await BrowserFixture.ShootAsync(tab, name + "-opinion");
            }

            await tab.Page.Locator($"button[value={(i % 3 == 2 ? "tie" : i % 3 == 1 ? "right" : "left")}]").ClickAsync();
        }

        await tab.Page.GetByText("There is nothing more for you to do here").WaitForAsync();
        await Accessibility.CheckAsync(tab);
    }

    private static Task ProgressAsync(BrowserTab tab, int done, int most = Contests) => tab.Page.Locator("#progress", new() { HasTextString = $"{done}/{most}" }).WaitForAsync();

    private async Task<string> MakeAsync(BrowserTab owner, string run)
    {
        await owner.GoAsync("/rounds");
        await Accessibility.CheckAsync(owner);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "New round" }).ClickAsync();
        await owner.Page.GetByLabel("Run", new() { Exact = true }).SelectOptionAsync(run);
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = TakeRun() }).ClickAsync();
        await owner.Page.GetByLabel("Name").FillAsync("Who listens better?");
        foreach (var contestant in await owner.Page.Locator("[name=contestant]").AllAsync())
            if (await contestant.GetAttributeAsync("value") is not ("embedded:lexical oracle" or "embedded:lexical zero-shot")) await contestant.UncheckAsync();
        foreach (var person in (Role[])[Role.Owner, Role.Annotator]) await owner.Page.Locator($"[name=annotator][value='{fixture[person].Id}']").CheckAsync();
        await owner.Page.GetByLabel("Contests", new() { Exact = true }).FillAsync($"{Contests}");
        await owner.Page.GetByLabel("Let annotators open", new() { Exact = false }).CheckAsync();
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "round-new");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Make the round" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Who listens better?" }).WaitForAsync();
        return owner.Path["/rounds/".Length..];
    }

    [GeneratedRegex("^AI opinion: ")]
    private static partial Regex Opinion();

    [GeneratedRegex("^Take this run")]
    private static partial Regex TakeRun();
}
