using Attune.Datasets;
using Attune.Verifying;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Annotation;

/// <summary>Two people choose the queries of a dataset's pairs, one at a desk and one on a phone, and the dataset takes them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CheckRoundTests(BrowserFixture fixture)
{
    private const int Pairs = 6;

    [BrowserFact]
    public async Task Two_annotators_choose_queries_and_the_dataset_takes_them()
    {
        var folder = await PairsRun.MakeDatasetAsync(fixture.Console.Folder);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner);
        await using var desk = await fixture.OpenAsync(Role.Annotator);
        await using var phone = await fixture.OpenAsync(Role.Owner, Window.Phone);
        await CheckAsync(desk, round, n => n == 0 ? "0" : "2");
        await CheckAsync(phone, round, _ => "2");

        await owner.GoAsync($"/rounds/{round}");
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "checking-round");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Write into the dataset" }).ClickAsync();
        await owner.Page.GetByText("Written into the dataset").WaitForAsync();

        var dataset = Dataset.Open(folder);
        var preview = CheckedPairs.Preview(new(dataset));
        preview.Checked.ShouldBe(Pairs);
        preview.People.Values.Sum().ShouldBe(2 * Pairs);
        preview.Changed.ShouldBeGreaterThanOrEqualTo(Pairs - 1 - dataset.Pairs.Count(p => p.Query == p.Candidates[1]));
        foreach (var tab in (BrowserTab[])[owner, desk, phone]) tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Queries_are_chosen_with_the_keyboard_alone()
    {
        await PairsRun.MakeDatasetAsync(fixture.Console.Folder);
        await using var owner = await fixture.OpenAsync(Role.Owner);
        var round = await MakeAsync(owner);
        await using var tab = await fixture.OpenAsync(Role.Annotator);
        var keys = tab.Page.Keyboard;
        await tab.GoAsync($"/annotate/{round}");
        await Keyboard.TabToAsync(tab.Page, "Start annotation");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 0);
        await Keyboard.TabToAsync(tab.Page, "None of them0");
        await keys.PressAsync("Enter");
        await ProgressAsync(tab, 1);
        await Keyboard.TabToAsync(tab.Page, "Use the keyboard: letters beside the buttons work as keys");
        await keys.PressAsync("Space");
        var first = await tab.Page.Locator(".queries button").First.GetAttributeAsync("value");
        await keys.PressAsync("1"); // the first that is shown
        await ProgressAsync(tab, 2);
        await keys.PressAsync("s");
        await ProgressAsync(tab, 2, Pairs - 1);

        (await fixture.Console.Service<RoundStore>().AnswersAsync(round)).Select(a => a.Answer).ShouldBe(["0", first!], ignoreOrder: true);
        tab.Faults.ShouldBeEmpty();
    }

    private static async Task CheckAsync(BrowserTab tab, string round, Func<int, string> answer)
    {
        await tab.GoAsync($"/annotate/{round}");
        await Accessibility.CheckAsync(tab);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start annotation" }).ClickAsync();
        for (var i = 0; i < Pairs; i++)
        {
            await ProgressAsync(tab, i);
            if (i == 1)
            {
                await Accessibility.CheckAsync(tab);
                await tab.Page.EvaluateAsync("() => scrollTo(0, 0)");
                await BrowserFixture.ShootAsync(tab, "checking");
            }

            await tab.Page.Locator($".queries button[value='{answer(i)}']").ClickAsync();
        }

        await tab.Page.GetByText("There is nothing more for you to do here").WaitForAsync();
    }

    private static Task ProgressAsync(BrowserTab tab, int done, int most = Pairs) => tab.Page.Locator("#progress", new() { HasTextString = $"{done}/{most}" }).WaitForAsync();

    private async Task<string> MakeAsync(BrowserTab owner)
    {
        await owner.GoAsync("/rounds/new?kind=checks");
        await Accessibility.CheckAsync(owner);
        await owner.Page.GetByLabel("Dataset", new() { Exact = true }).SelectOptionAsync("pairs");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Take this dataset" }).ClickAsync();
        foreach (var person in (Role[])[Role.Owner, Role.Annotator]) await owner.Page.Locator($"[name=annotator][value='{fixture[person].Id}']").CheckAsync();
        await owner.Page.GetByLabel("Name").FillAsync("Which question?");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Make the round" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Which question?" }).WaitForAsync();
        return owner.Path["/rounds/".Length..];
    }
}
