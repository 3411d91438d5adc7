using System.Text.Json.Nodes;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Runs;

public sealed class RunPagesTests
{
    [Fact]
    public async Task A_run_is_listed_and_its_page_shows_what_reports_show()
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "first");
        using var owner = await console.VisitAsync(Role.Owner);

        var list = await owner.GetAsync("/runs");
        list.Document.QuerySelector("a[href='/runs/first']").ShouldNotBeNull();
        list.Main.ShouldContain("done");

        var run = await owner.GetAsync("/runs/first");
        run.Status.ShouldBe(200);
        run.Main.ShouldContain("Does the console show what was asked?");
        run.Document.QuerySelectorAll("figure .spec").Length.ShouldBeGreaterThan(0);
        JsonNode.Parse(run.Document.QuerySelector("figure .spec")!.TextContent)!["data"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Trials_are_filtered_sorted_and_gone_through_in_that_order()
    {
        await using var console = await RunningConsole.StartAsync();
        var trials = (await SampleRun.MakeAsync(console.Folder, "first")).ReadTrials().ToList();
        using var owner = await console.VisitAsync(Role.Owner);

        var rag = await owner.GetAsync("/runs/first/trials?method=rag&task=multiple-choice&sort=score&desc=1");
        var expected = trials.Where(t => t.Condition is { Method: "rag", Task: "multiple-choice" }).ToList();
        rag.Main.ShouldContain($"{expected.Count} trials");
        var links = rag.Document.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")!).ToList();
        links.Count.ShouldBe(Math.Min(expected.Count, 50));

        var scores = new List<double>();
        var page = await owner.GetAsync(links[0]);
        for (var i = 0; i < expected.Count; i++)
        {
            page.Document.QuerySelector("nav[aria-label=Trials] span")!.TextContent.ShouldBe($"{i + 1} of {expected.Count}");
            var key = page.Document.QuerySelector("a[href*='/beside']")!.GetAttribute("href")!.Split('/')[4];
            scores.Add(trials.Single(t => t.Key == key).Scores["accuracy"]);
            if (page.Document.QuerySelector("a[rel=next]") is not { } next) break;
            page = await owner.GetAsync(next.GetAttribute("href")!);
        }

        scores.Count.ShouldBe(expected.Count);
        scores.ShouldBe(scores.OrderDescending());
    }

    [Fact]
    public async Task Words_of_answers_are_found_and_odd_ones_find_nothing()
    {
        await using var console = await RunningConsole.StartAsync();
        var number = 0;
        await SampleRun.ForgeAsync(console.Folder, "forged", t => t["answer"] = number++ == 2 ? "a walrus at noon" : "nothing to see");
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/runs/forged/trials?text=noon+walrus")).Main.ShouldContain("1 trial");
        foreach (var odd in (string[])["\"", "walrus AND", "NEAR(", "*", "' OR 1=1 --", "wal\"rus"])
            (await owner.GetAsync("/runs/forged/trials?text=" + Uri.EscapeDataString(odd))).Status.ShouldBe(200, odd);
    }

    [Fact]
    public async Task What_makes_no_sense_in_a_query_string_is_left_aside()
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "first");
        using var owner = await console.VisitAsync(Role.Owner);

        foreach (var odd in (string[])["?sort=number;DROP+TABLE+trials", "?page=-1", "?page=99999999999", "?method='--", "?desc=2&sort=log&sort=score", "?model=%3Cscript%3Ealert(1)%3C/script%3E"])
        {
            var page = await owner.GetAsync("/runs/first/trials" + odd);
            page.Status.ShouldBe(200, odd);
            page.Text.ShouldNotContain("<script>alert");
        }

        (await owner.GetAsync("/runs/first/trials")).Main.ShouldContain("trials");
    }

    [Fact]
    public async Task A_cost_of_which_nobody_knows_all_is_told_as_the_least_that_it_was()
    {
        await using var console = await RunningConsole.StartAsync();
        var number = 0;
        await SampleRun.ForgeAsync(console.Folder, "known", t => t["cost_usd"] = 2);
        var partly = await SampleRun.ForgeAsync(console.Folder, "partly", t =>
        {
            t["cost_usd"] = number++ == 0 ? null : 2;
            if (number == 1) t["cost_at_least_usd"] = 1.5;
        });
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/runs/known/trials")).Status.ShouldBe(200);
        (await owner.GetAsync("/runs/partly/trials")).Status.ShouldBe(200);
        var trials = partly.ReadTrials().ToList();

        (await owner.GetAsync("/runs/known")).Main.ShouldContain($", {2 * trials.Count}.00 US dollars");
        (await owner.GetAsync("/runs/partly")).Main.ShouldContain(FormattableString.Invariant($", at least {(2 * trials.Count) - 0.5:0.00} US dollars"));
        (await owner.GetAsync($"/runs/partly/trials/{trials[0].Key}")).Main.ShouldContain("at least 1.50 US dollars");
    }

    [Fact]
    public async Task Nobody_but_owners_sees_runs_datasets_or_experiments()
    {
        await using var console = await RunningConsole.StartAsync();
        var key = (await SampleRun.MakeAsync(console.Folder, "first")).ReadTrials().First().Key;
        foreach (var role in (Role[])[Role.Annotator, Role.Participant])
        {
            using var other = await console.VisitAsync(role);
            foreach (var path in (string[])["/runs", "/runs/first", "/runs/first/progress", "/runs/first/trials", "/runs/first/pairs", "/runs/first/pairs/x", $"/runs/first/trials/{key}", $"/runs/first/trials/{key}/prompt", $"/runs/first/trials/{key}/sessions/1/1", $"/runs/first/trials/{key}/beside", "/compare", "/datasets", "/datasets/starter", "/experiments", "/experiments/new"])
            {
                var shown = await other.GetAsync(path);
                shown.Status.ShouldBe(403, $"{role} {path}");
                shown.Text.ShouldNotContain("embedded:lexical");
            }

            var home = await other.GetAsync("/");
            home.Text.ShouldNotContain("/runs");
            (await other.PostAsync("/runs/first/resume")).Status.ShouldBeOneOf(400, 403);
        }
    }

    [Fact]
    public async Task A_log_that_grows_is_followed_and_one_that_is_replaced_is_read_anew()
    {
        await using var console = await RunningConsole.StartAsync();
        var log = Path.Combine((await SampleRun.MakeAsync(console.Folder, "first")).Location, "trials.jsonl");
        var lines = await File.ReadAllLinesAsync(log);
        using var owner = await console.VisitAsync(Role.Owner);

        await File.WriteAllTextAsync(log, string.Concat(lines.Take(5).Select(l => l + "\n")) + lines[5][..20]);
        (await owner.GetAsync("/runs/first/trials")).Main.ShouldContain("5 trials");
        await File.AppendAllTextAsync(log, lines[5][20..] + "\n" + lines[6] + "\n");
        (await owner.GetAsync("/runs/first/trials")).Main.ShouldContain("7 trials");
        await File.AppendAllTextAsync(log, lines[0] + "\n");
        (await owner.GetAsync("/runs/first/trials")).Main.ShouldContain("7 trials");

        await File.WriteAllTextAsync(log, string.Concat(lines.Reverse().Take(9).Select(l => l + "\n")));
        var page = await owner.GetAsync("/runs/first/trials");
        page.Main.ShouldContain("9 trials");
        foreach (var link in page.Document.QuerySelectorAll("td a").Take(3)) (await owner.GetAsync(link.GetAttribute("href")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_broken_run_shows_its_fault_and_takes_nothing_else_down()
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "whole");
        var torn = await SampleRun.MakeAsync(console.Folder, "torn");
        var other = await SampleRun.MakeAsync(console.Folder, "odd");
        await File.WriteAllTextAsync(Path.Combine(torn.Location, "run.json"), "{ \"format\": ");
        var lines = await File.ReadAllLinesAsync(Path.Combine(other.Location, "trials.jsonl"));
        lines[3] = "this is no trial";
        await File.WriteAllLinesAsync(Path.Combine(other.Location, "trials.jsonl"), lines);
        using var owner = await console.VisitAsync(Role.Owner);

        var list = await owner.GetAsync("/runs");
        list.Status.ShouldBe(200);
        list.Main.ShouldContain("unreadable");
        (await owner.GetAsync("/runs/torn")).Main.ShouldContain("cannot be read");
        (await owner.GetAsync("/runs/torn/trials")).Main.ShouldContain("cannot be read");
        var odd = await owner.GetAsync("/runs/odd");
        odd.Status.ShouldBe(200);
        odd.Main.ShouldContain("1 line of its logs cannot be read");
        (await owner.GetAsync("/runs/odd/trials")).Main.ShouldContain($"{lines.Length - 1} trials");
        (await owner.GetAsync("/runs/whole")).Main.ShouldContain("In short");
    }

    [Theory]
    [InlineData("/runs/..")]
    [InlineData("/runs/%2e%2e")]
    [InlineData("/runs/..%2Fsecret")]
    [InlineData("/runs/%2Fetc")]
    [InlineData("/runs/linked")]
    [InlineData("/runs/inside")]
    [InlineData("/runs/first/trials/..%2f..%2frun.json")]
    [InlineData("/runs/first/trials/nothing")]
    [InlineData("/compare?a=../secret&b=first")]
    [InlineData("/datasets/..%2Fsecret")]
    [InlineData("/datasets/linked")]
    public async Task Names_lead_nowhere_but_to_what_is_listed(string path)
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "first");
        var secret = Directory.CreateDirectory(Path.Combine(console.Folder, "secret")).FullName;
        foreach (var file in (string[])["run.json", "trials.jsonl"]) File.Copy(Path.Combine(console.Folder, "runs", "first", file), Path.Combine(secret, file));
        await File.WriteAllTextAsync(Path.Combine(secret, "dataset.json"), "{}");
        Directory.CreateDirectory(Path.Combine(console.Folder, "data"));
        Directory.CreateSymbolicLink(Path.Combine(console.Folder, "runs", "linked"), secret);
        Directory.CreateSymbolicLink(Path.Combine(console.Folder, "data", "linked"), secret);
        var inside = Directory.CreateDirectory(Path.Combine(console.Folder, "runs", "inside")).FullName;
        File.Copy(Path.Combine(secret, "run.json"), Path.Combine(inside, "run.json"));
        File.CreateSymbolicLink(Path.Combine(inside, "trials.jsonl"), Path.Combine(secret, "trials.jsonl"));
        using var owner = await console.VisitAsync(Role.Owner);

        // A browser, and our client, may already take ".." out: then it is another page of ours, never that of the secret.
        var shown = await owner.GetAsync(path);
        shown.Status.ShouldBeOneOf(404, path == "/runs/.." || path == "/runs/%2e%2e" ? 200 : 404);
        shown.Main.ShouldNotContain("secret");
        shown.Main.ShouldNotContain("embedded:lexical");
    }

    [Fact]
    public async Task Script_in_answers_names_and_errors_stays_text()
    {
        const string Script = "<script>alert('x')</script><img src=x onerror=alert(1)>";
        await using var console = await RunningConsole.StartAsync();
        var folder = await SampleRun.ForgeAsync(console.Folder, "forged", t =>
        {
            t["answer"] = Script + " [go](javascript:alert(1))";
            t["error"] = Script;
            t["query_id"] = Script;
            t["user_id"] = Script;
            t["condition"]!["model"] = Script;
            t["key"] = Guid.NewGuid().ToString("n");
        });
        var record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Location, "run.json")))!;
        record["notes"] = new JsonArray(Script);
        record["experiment"]!["about"] = Script;
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "run.json"), record.ToJsonString());
        using var owner = await console.VisitAsync(Role.Owner);

        var list = await owner.GetAsync("/runs/forged/trials");
        var trial = await owner.GetAsync(list.Document.QuerySelector("td a")!.GetAttribute("href")!);
        foreach (var page in (Shown[])[await owner.GetAsync("/runs"), await owner.GetAsync("/runs/forged"), list, trial, await owner.GetAsync("/runs/forged/trials?user=" + Uri.EscapeDataString(Script))])
        {
            page.Status.ShouldBe(200);
            page.Text.ShouldContain("alert(");
            page.Document.QuerySelectorAll("script:not([src]), img, [onerror], a[href^='javascript']").ShouldBeEmpty();
        }
    }
}
