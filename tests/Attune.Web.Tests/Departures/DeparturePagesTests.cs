using Attune.Datasets;
using Attune.Runs;
using Attune.Verifying;
using Attune.Web.Accounts;
using Attune.Web.Departures;
using Attune.Web.Tests.Annotation;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Departures;

/// <summary>Deleting accounts by the pages' forms alone, and what becomes of what was written elsewhere.</summary>
public sealed class DeparturePagesTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private Visitor _owner = null!;
    private Visitor _anna = null!;
    private Visitor _bert = null!;

    public async Task InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        (_owner, _anna, _bert) = (await _console.VisitAsync(Role.Owner), await _console.VisitAsync(Role.Annotator), await _console.VisitAsync(Role.Annotator));
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in (Visitor[])[_owner, _anna, _bert]) visitor.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task Verdicts_that_an_owner_deletes_with_an_account_go_out_of_the_runs_log_words_and_all()
    {
        var run = await PairsRun.MakeAsync(_console.Folder);
        var log = Path.Combine(run.Location, "contests.jsonl");
        var round = await JudgedAsync("contests", "tournament", _ => [("answer", "left"), ("comment", "quartzfiddle")], _ => [("answer", "tie"), ("comment", "evensong")]);
        (await _owner.WriteRoundAsync(round)).Status.ShouldBe(303);
        var models = run.ReadContests().Where(c => c.Person is null).ToList();
        (await File.ReadAllTextAsync(log)).ShouldContain("quartzfiddle");

        var page = await DeleteAsync(_owner, $"/members/{_anna.Account!.Id}", "Delete this account…", "delete");

        page.Location.ShouldBe("/members");
        var text = await File.ReadAllTextAsync(log);
        text.ShouldNotContain("quartzfiddle");
        text.ShouldContain("evensong");
        var people = run.ReadContests().Where(c => c.Person is not null).ToList();
        people.Count.ShouldBe(8);
        people.Select(c => c.Person).Distinct().ShouldHaveSingleItem();
        run.ReadContests().Count(c => c.Person is null).ShouldBe(models.Count);
        (await _anna.GetAsync("/annotate")).Location.ShouldStartWith("/sign-in");
        (await _owner.GetAsync($"/members/{_anna.Account.Id}")).Status.ShouldBe(404);
        (await _owner.GetAsync($"/rounds/{round}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Somebody_deletes_their_own_account_and_their_verdicts_stay_under_their_pseudonym()
    {
        var run = await PairsRun.MakeAsync(_console.Folder);
        var round = await JudgedAsync("contests", "tournament", _ => [("answer", "left")], _ => [("answer", "tie")]);
        await _owner.WriteRoundAsync(round);
        var log = await File.ReadAllTextAsync(Path.Combine(run.Location, "contests.jsonl"));

        var gone = await DeleteAsync(_anna, "/account", "Delete your account…", "keep");

        gone.Heading.ShouldBe("All is deleted");
        gone.Document.QuerySelector("header.top")!.TextContent.Trim().ShouldBe("Attune");
        (await _anna.GetAsync("/")).Location.ShouldStartWith("/sign-in");
        (await _owner.WriteRoundAsync(round)).Status.ShouldBe(303);
        (await File.ReadAllTextAsync(Path.Combine(run.Location, "contests.jsonl"))).ShouldBe(log);
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldNotContain(_anna.Account!.Name);
        (await _owner.ExportAsync(round, "verdicts.csv")).Length.ShouldBe(17);
    }

    [Fact]
    public async Task Choices_of_queries_go_out_of_the_dataset_too()
    {
        var folder = await PairsRun.MakeDatasetAsync(_console.Folder);
        var round = await JudgedAsync("checks", "pairs", _ => [("answer", "1"), ("comment", "quartzfiddle")], _ => [("answer", "2")]);
        await _owner.WriteRoundAsync(round);
        new PairChecks(Dataset.Open(folder)).Decide(Dataset.Open(folder).Pairs[0], "person:nora", 1, "from the terminal");

        await DeleteAsync(_owner, $"/members/{_anna.Account!.Id}", "Delete this account…", "delete");

        (await File.ReadAllTextAsync(Path.Combine(folder, CheckLog.FileName))).ShouldNotContain("quartzfiddle");
        var (records, broken) = new CheckLog(folder).Read();
        broken.ShouldBe(0);
        records.Select(r => r.By).Distinct().Count().ShouldBe(2);
        records.Count(r => r.By == "person:nora").ShouldBe(1);
    }

    [Fact]
    public async Task A_calibration_set_of_scores_that_nobody_gives_any_more_goes()
    {
        var run = await SampleRun.MakeAsync(_console.Folder, "open", SampleRun.Experiment with { Tasks = ["open-ended"] });
        (string, string)[] scores = [("answer", "scores"), ("awareness", "3"), ("alignment", "4"), ("quality", "5")];
        var round = await JudgedAsync("scores", "open", _ => scores, _ => [("answer", "none")]);
        foreach (var who in (Visitor[])[_bert, _anna])
        {
            await DeleteAsync(_owner, $"/members/{who.Account!.Id}", "Delete this account…", "delete");
            if (who == _bert) (await _owner.WriteRoundAsync(round)).Status.ShouldBe(303);
            Directory.EnumerateFiles(run.Location, "calibration*").Count().ShouldBe(who == _bert ? 1 : 0);
        }

        (await CountAsync("rounds_to_rewrite")).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_written_anew_yet_is_tried_again()
    {
        var run = await PairsRun.MakeAsync(_console.Folder);
        var round = await JudgedAsync("contests", "tournament", _ => [("answer", "left"), ("comment", "quartzfiddle")], _ => [("answer", "tie")]);
        await _owner.WriteRoundAsync(round);
        var elsewhere = Path.Combine(_console.Folder, "away");
        Directory.Move(run.Location, elsewhere);

        (await DeleteAsync(_owner, $"/members/{_anna.Account!.Id}", "Delete this account…", "delete")).Location.ShouldBe("/members");
        (await CountAsync("rounds_to_rewrite")).ShouldBe(1);
        Directory.Move(elsewhere, run.Location);
        await _console.Service<Rewriting>().DoAsync(CancellationToken.None);

        (await CountAsync("rounds_to_rewrite")).ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(run.Location, "contests.jsonl"))).ShouldNotContain("quartzfiddle");
        RunResults.Read(run).Contests().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_last_owner_stays_whoever_asks_and_a_choice_must_be_made()
    {
        foreach (var other in (await _console.AccountsAsync()).Where(a => a.Role == Role.Owner && a.Id != _owner.Account!.Id)) await _console.Accounts.SetRoleAsync(other.Id, Role.Annotator);

        var own = await DeleteAsync(_owner, "/account", "Delete your account…", "delete");
        own.Status.ShouldBe(422);
        own.Main.ShouldContain("A console needs an owner");
        (await DeleteAsync(_owner, $"/members/{_owner.Account!.Id}", "Delete this account…", "keep")).Status.ShouldBe(422);
        (await DeleteAsync(_owner, $"/members/{_anna.Account!.Id}", "Delete this account…", "perhaps")).Status.ShouldBe(422);
        (await _anna.GetAsync("/account")).Status.ShouldBe(200);
        (await _anna.GetAsync($"/members/{_bert.Account!.Id}/delete")).Status.ShouldBe(403);
        (await _owner.GetAsync("/members/nobody/delete")).Status.ShouldBe(404);
    }

    private static async Task<Shown> DeleteAsync(Visitor who, string path, string link, string answers) =>
        await who.SubmitAsync(await who.FollowLinkAsync(await who.GetAsync(path), link), path + "/delete", ("answers", answers));

    /// <summary>A round in which both have answered everything.</summary>
    private async Task<string> JudgedAsync(string kind, string source, Func<Shown, (string, string)[]> annas, Func<Shown, (string, string)[]> berts)
    {
        var round = await _owner.MakeRoundAsync(kind, source, [_anna, _bert]);
        await _anna.AnswerAllAsync(round, (page, _) => annas(page));
        await _bert.AnswerAllAsync(round, (page, _) => berts(page));
        return round;
    }

    private Task<long> CountAsync(string what) => _console.Database.ReadAsync(t => t.NumberAsync($"SELECT COUNT(*) FROM {what}"));
}
