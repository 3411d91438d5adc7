using Attune.Datasets;
using Attune.Web.Accounts;

namespace Attune.Browser.Tests.Datasets;

[Collection(BrowserCollection.Name)]
public sealed class DatasetPagesTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task Everybody_can_use_the_pages_of_datasets(Window window)
    {
        var starter = Dataset.Open("starter");
        var (person, session) = (starter.Profiles[0].Id, starter.SessionsOf(starter.Profiles[0].Id)[0].Id);
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        foreach (var (path, name) in ((string, string)[])
        [
            ("/datasets", "datasets"), ("/datasets/starter", "dataset"), ($"/datasets/starter/people/{person}", "person"), ($"/datasets/starter/people/{person}/sessions/{session}", "session"),
            ("/datasets/starter/random", "random"), ($"/datasets/starter/random/{starter.RandomSessions[0].Id}", "random-session"), ("/datasets/starter/pairs", "pairs"),
        ])
        {
            (await tab.GoAsync(path)).ShouldBe(200, path);
            await Accessibility.CheckAsync(tab);
            await BrowserFixture.ShootAsync(tab, name);
        }
    }
}
