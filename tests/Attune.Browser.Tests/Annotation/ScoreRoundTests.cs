using Attune.Judging;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Annotation;

/// <summary>Two people score open answers, one at a desk and one on a phone; the owner settles what they differ on, and a set to check judges by comes of it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScoreRoundTests(BrowserFixture fixture)
{
    private const int Answers = 4;

    [BrowserFact]
    public async Task Two_annotators_score_and_the_owner_settles_and_a_calibration_set_comes_of_it()
    {
        var run = $"open-{Guid.NewGuid():n}"[..12];
        var folder = await MakeRunAsync(run);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner, run);
        await using var desk = await fixture.OpenAsync(Role.Annotator);
        await using var phone = await fixture.OpenAsync(Role.Owner, Window.Phone);
        await ScoreAsync(desk, round, n => n == 3 ? [] : [3, 4, 1 + n]);
        await ScoreAsync(phone, round, n => [n == 0 ? 1 : 4, 4, 1 + n]);

        await owner.GoAsync($"/rounds/{round}");
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "scoring-round");
        await owner.Page.Locator("details summary").First.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Settle answer") }).First.ClickAsync();
        await Accessibility.CheckAsync(owner);
        await owner.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await BrowserFixture.ShootAsync(owner, "scoring-settle");
        await ChooseAsync(owner, [2, 2, 2]);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Give these scores" }).ClickAsync();
        await owner.Page.GetByText("settled by you").First.WaitForAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Write into the run" }).ClickAsync();
        await owner.Page.GetByText("Written into the run").WaitForAsync();
        await phone.GoAsync($"/rounds/{round}");
        await Accessibility.CheckAsync(phone);

        var set = CalibrationAnswer.Read(Path.Combine(folder, $"calibration-{round}.jsonl"));
        set.Select(a => string.Join(' ', a.Scores.Values)).Order().ShouldBe(["2 2 2", "3 4 2", "3 4 3"]);
        foreach (var tab in (BrowserTab[])[owner, desk, phone]) tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Scores_are_given_with_the_keyboard_alone_and_digits_are_keys_only_where_wanted()
    {
        var run = $"digits-{Guid.NewGuid():n}"[..12];
        await MakeRunAsync(run);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner, run);
        await using var tab = await fixture.OpenAsync(Role.Annotator);
        var keys = tab.Page.Keyboard;
        await tab.GoAsync($"/annotate/{round}");
        await Keyboard.TabToAsync(tab.Page, "Start annotation");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 0);

        await keys.PressAsync("5"); // is no key yet
        (await tab.Page.Locator("input[type=radio]:checked").CountAsync()).ShouldBe(0);
        foreach (var downs in (int[])[2, 3, 0])
        {
            await TabToScaleAsync(tab.Page);
            await keys.PressAsync("Space");
            for (var i = 0; i < downs; i++) await keys.PressAsync("ArrowDown");
        }

        await Keyboard.TabToAsync(tab.Page, "Comment (optional)");
        await keys.TypeAsync("5 of 5?");
        await Keyboard.TabToAsync(tab.Page, "Give these scoresG");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 1);

        await Keyboard.TabToAsync(tab.Page, "Use the keyboard: letters beside the buttons work as keys");
        await keys.PressAsync("Space");
        foreach (var digit in (string[])["5", "2", "4"]) await keys.PressAsync(digit);
        (await Keyboard.FocusedAsync(tab.Page)).ShouldBe("Give these scoresG");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 2);
        await keys.PressAsync("g"); // nothing is chosen: the browser says so, and nothing is sent
        await keys.PressAsync("n");
        await ProgressAsync(tab, 3);
        await keys.PressAsync("u");
        await ProgressAsync(tab, 2);
        await keys.PressAsync("s");
        await ProgressAsync(tab, 2, Answers - 1);

        var answers = await fixture.Console.Service<RoundStore>().AnswersAsync(round);
        answers.Select(a => (a.Answer, a.Comment)).ShouldBe([("3 4 1", "5 of 5?"), ("5 2 4", "")], ignoreOrder: true);
        tab.Faults.ShouldBeEmpty();
    }

    private static async Task TabToScaleAsync(IPage page)
    {
        for (var i = 0; i < 50; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("() => document.activeElement.type === 'radio' && !document.activeElement.closest('fieldset').querySelector(':checked')")) return;
        }

        throw new ShouldAssertException("No way with Tab to a scale.");
    }

    private static async Task ScoreAsync(BrowserTab tab, string round, Func<int, int[]> levels)
    {
        await tab.GoAsync($"/annotate/{round}");
        await Accessibility.CheckAsync(tab);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start annotation" }).ClickAsync();
        for (var i = 0; i < Answers; i++)
        {
            await ProgressAsync(tab, i);
            await ChooseAsync(tab, levels(i));
            if (i == 1)
            {
                await Accessibility.CheckAsync(tab);
                await tab.Page.EvaluateAsync("() => scrollTo(0, 0)");
                await BrowserFixture.ShootAsync(tab, "scoring");
            }

            await tab.Page.GetByRole(AriaRole.Button, new() { Name = levels(i).Length == 0 ? "It cannot be judged" : "Give these scores" }).ClickAsync();
        }

        await tab.Page.GetByText("There is nothing more for you to do here").WaitForAsync();
    }

    private static async Task ChooseAsync(BrowserTab tab, int[] levels)
    {
        foreach (var (dimension, level) in ((string[])["awareness", "alignment", "quality"]).Zip(levels)) await tab.Page.Locator($"input[name={dimension}][value='{level}']").CheckAsync();
    }

    private static Task ProgressAsync(BrowserTab tab, int done, int most = Answers) => tab.Page.Locator("#progress", new() { HasTextString = $"{done}/{most}" }).WaitForAsync();

    private async Task<string> MakeRunAsync(string run) =>
        (await SampleRun.MakeAsync(fixture.Console.Folder, run, SampleRun.Experiment with { Tasks = ["open-ended"], LimitUsers = 1 })).Location;

    private async Task<string> MakeAsync(BrowserTab owner, string run)
    {
        await owner.GoAsync("/rounds/new");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Scores" }).ClickAsync();
        await owner.Page.GetByLabel("Run", new() { Exact = true }).SelectOptionAsync(run);
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Take this run" }).ClickAsync();
        foreach (var person in (Role[])[Role.Owner, Role.Annotator]) await owner.Page.Locator($"[name=annotator][value='{fixture[person].Id}']").CheckAsync();
        await owner.Page.GetByLabel("Name").FillAsync("How good are they?");
        await owner.Page.GetByLabel("Answers", new() { Exact = true }).FillAsync($"{Answers}");
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "scoring-new");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Make the round" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Heading, new() { Name = "How good are they?" }).WaitForAsync();
        return owner.Path["/rounds/".Length..];
    }
}
