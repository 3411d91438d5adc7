using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Home;

public sealed class HomeTests
{
    [Fact]
    public async Task The_owner_sees_what_lies_in_data_and_runs()
    {
        await using var console = await RunningConsole.StartAsync();
        for (var i = 0; i < 7; i++) Add(console, "runs", $"run-{i}", "run.json", DateTime.UtcNow.AddHours(i));
        Add(console, "runs", "no run", "notes.txt", DateTime.UtcNow);
        Add(console, "data", "<img src=x onerror=alert(1)>", "dataset.json", DateTime.UtcNow);
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync("/");

        page.Document.QuerySelectorAll(".figure").Select(f => f.TextContent).ShouldBe(["7", "1"]);
        page.Document.QuerySelectorAll(".card li").Select(l => l.TextContent).ShouldBe(["run-6", "run-5", "run-4", "run-3", "run-2", "<img src=x onerror=alert(1)>"]);
        page.Document.QuerySelectorAll("main img").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Role.Annotator)]
    [InlineData(Role.Participant)]
    public async Task Others_see_nothing_of_it(Role role)
    {
        await using var console = await RunningConsole.StartAsync();
        Add(console, "runs", "secret-run", "run.json", DateTime.UtcNow);
        using var visitor = await console.VisitAsync(role);

        var page = await visitor.GetAsync("/");

        page.Text.ShouldNotContain("secret-run");
        page.Document.QuerySelectorAll("nav a[href='/members'], nav a[href='/invitations']").ShouldBeEmpty();
    }

    private static void Add(RunningConsole console, string root, string name, string file, DateTime changed)
    {
        var path = Path.Combine(console.Folder, root, name, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        File.SetLastWriteTimeUtc(path, changed);
    }
}
