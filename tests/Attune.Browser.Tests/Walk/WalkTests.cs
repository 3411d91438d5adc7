using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Walk;

/// <summary>
/// Every page of the console, as everybody, on a phone and at a desk, in a console where every text is hostile. Pages come from the list of
/// endpoints, so that one that is added later is walked as well.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class WalkTests(BrowserFixture fixture, WalkFixture walked) : IClassFixture<WalkFixture>
{
    /// <summary>What would be there if some text had become more than text.</summary>
    private const string Hit = """
        () => {
          const grown = [...document.querySelectorAll('script:not([src^="/assets/"]), main img, iframe, object, embed, [onerror], [onload], a[href^="javascript:" i], a[href^="data:" i]')].map(e => e.outerHTML.slice(0, 160));
          return (window.hit ? ['a text was carried out'] : []).concat(grown.map(e => 'a text became ' + e));
        }
        """;

    private readonly PopulatedConsole _console = walked.Console;

    [BrowserTheory]
    [InlineData(Role.Owner, Window.Phone)]
    [InlineData(Role.Owner, Window.Desktop)]
    [InlineData(Role.Annotator, Window.Phone)]
    [InlineData(Role.Annotator, Window.Desktop)]
    [InlineData(Role.Participant, Window.Phone)]
    [InlineData(Role.Participant, Window.Desktop)]
    [InlineData(null, Window.Phone)]
    [InlineData(null, Window.Desktop)]
    public async Task Everybody_can_use_every_page_that_is_theirs_and_no_text_does_anything(Role? role, Window window)
    {
        using var visitor = new Visitor(_console.Console.Address, await SignInAsync(role));
        await using var tab = await fixture.OpenAsync(_console.Console.Address, await SignInAsync(role), window);
        var faults = new List<string>();
        foreach (var path in await PagesAsync(visitor, role))
        {
            var status = await tab.GoAsync(path);
            if (status != 200) faults.Add($"{path}: {status}");
            await UnfoldAsync(tab.Page);
            faults.AddRange((await Accessibility.FaultsAsync(tab)).Concat(await tab.Page.EvaluateAsync<string[]>(Hit)).Select(f => $"{path}: {f}"));
            tab.Forget();
        }

        if (faults.Count > 0) throw new ShouldAssertException(string.Join('\n', faults));
    }

    [BrowserTheory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Annotator)]
    [InlineData(Role.Participant)]
    [InlineData(null)]
    public async Task What_is_not_for_somebody_says_so_on_a_page_that_everybody_can_use(Role? role)
    {
        await using var tab = await fixture.OpenAsync(_console.Console.Address, await SignInAsync(role), Window.Phone);
        var seen = new HashSet<string>();
        foreach (var door in Door.Of(_console).Where(d => d.Method == "GET" && !d.Opens(role)))
        {
            var status = await tab.GoAsync(door.Path);
            var expected = role is not { } known ? 200 : Policy.Admits(door.Rule!, known) ? 404 : 403;
            (status, role is null ? tab.Page.Url.Contains("/sign-in", StringComparison.Ordinal) : tab.Path == door.Path).ShouldBe((expected, true), door.Path);
            if (seen.Add(await tab.Page.TitleAsync())) await Accessibility.CheckAsync(tab);
            (await tab.Page.EvaluateAsync<string[]>(Hit)).Concat(tab.Faults).ShouldBeEmpty(door.Path);
        }
    }

    [BrowserFact]
    public async Task What_comes_into_a_page_later_is_text_as_well()
    {
        await using var tab = await fixture.OpenAsync(_console.Console.Address, await SignInAsync(Role.Participant), Window.Phone);
        await tab.GoAsync($"/chats/{_console.Values["chats/{part}"]}/new");
        await tab.Page.GetByLabel("Your message").FillAsync(Hostile.Text);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await tab.Page.Locator(".turn:not(.yours)").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).WaitForAsync();

        await using var annotator = await fixture.OpenAsync(_console.Console.Address, await SignInAsync(Role.Annotator), Window.Phone);
        var opinions = 0;
        foreach (var (_, path) in _console.More.Where(m => m.Path.StartsWith("/annotate/tasks/", StringComparison.Ordinal)))
        {
            await annotator.GoAsync(path);
            var opinion = annotator.Page.GetByRole(AriaRole.Button, new() { Name = "Show the AI opinion" });
            if (await opinion.CountAsync() == 0) continue;
            await opinion.ClickAsync();
            await annotator.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^AI opinion") }).WaitForAsync();
            opinions++;
        }

        opinions.ShouldBeGreaterThan(0);
        foreach (var seen in (BrowserTab[])[tab, annotator])
        {
            (await seen.Page.EvaluateAsync<string[]>(Hit)).Concat(seen.Faults).ShouldBeEmpty();
            await Accessibility.CheckAsync(seen);
        }
    }

    /// <summary>All addresses that answer with a page; others are files, parts of pages, or lead on.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync(Visitor visitor, Role? role)
    {
        var pages = new List<string>();
        foreach (var path in Door.Of(_console).Where(d => d.Method == "GET" && d.Opens(role)).Select(d => d.Path).Concat(MoreFor(role)).Distinct())
            if ((await visitor.GetAsync(path)) is { Status: 200 } page && page.Text.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal)) pages.Add(path);
        return pages;
    }

    /// <summary>Pages that show something else with a query, or for another record.</summary>
    private IEnumerable<string> MoreFor(Role? role)
    {
        var (run, text) = (Uri.EscapeDataString(PopulatedConsole.Folder), Uri.EscapeDataString(Hostile.Text));
        string[] queries = role == Role.Owner ? [$"/compare?a={run}&b={run}", $"/runs/{run}/trials?text={text}", "/experiments/new?from=yaml", $"/experiments/new?from={text}"] : [];
        return queries.Concat(_console.More.Where(m => m.Role == role).Select(m => m.Path));
    }

    /// <summary>What is folded is shown, and what is drawn or fetched is there.</summary>
    private static async Task UnfoldAsync(IPage page)
    {
        if (await page.Locator("script[src*='figures']").CountAsync() > 0) await page.WaitForSelectorAsync("body[data-drawn]", new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        if (await page.Locator("details[hx-get]").CountAsync() > 0) await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private async Task<string?> SignInAsync(Role? role) => role is { } known ? await _console.Console.Service<SignIns>().BeginAsync(_console[known].Account!.Id) : null;
}
