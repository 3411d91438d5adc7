using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Departures;
using Attune.Web.Storage;
using Attune.Web.Tests.Consoles;
using Attune.Web.Tests.Storage;

namespace Attune.Web.Tests.Departures;

/// <summary>Accounts that go, on either server.</summary>
public abstract class DepartureContract : IAsyncLifetime
{
    private RunningConsole _console = null!;

    private Database Database => _console.Database;

    private RoundStore Rounds => _console.Service<RoundStore>();

    private Dealer Dealer => _console.Service<Dealer>();

    private Departure Departure => _console.Service<Departure>();

    public async Task InitializeAsync()
    {
        var db = await NewConnectionAsync();
        _console = await RunningConsole.StartAsync(o => o with { Db = db ?? o.Db });
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [StorageFact]
    public async Task What_somebody_annotated_stays_under_their_pseudonym_and_nothing_tells_who_they_were()
    {
        var (anna, bert) = (await _console.AddAsync(Role.Annotator, "Anna Karenina"), await _console.AddAsync(Role.Annotator));
        var round = await RoundAsync([anna.Id, bert.Id], items: 6, overlap: 2);
        await AnswerAsync(round, anna.Id, 4);
        await AnswerAsync(round, bert.Id, 3);
        await Dealer.NextAsync(round, anna.Id);
        var before = await Rounds.AnswersAsync(round);

        (await Departure.DeleteAsync(anna.Id, keepsAnswers: true)).ShouldBeTrue();

        (await Rounds.AnswersAsync(round)).ShouldBe(before);
        await ShouldCountRightAsync(round, 7);
        (await Rounds.AnnotatorsAsync(round)).Select(a => a.Name).ShouldContain("somebody who left");
        (await _console.AccountsAsync()).ShouldNotContain(a => a.Id == anna.Id);
        (await _console.Accounts.FindAsync(anna.Id)).ShouldBeNull();
        (await _console.Accounts.FindByNameAsync("anna karenina")).ShouldBeNull();
        (await CountAsync("accounts WHERE name LIKE '%Anna%' OR password IS NOT NULL AND deleted_at IS NOT NULL")).ShouldBe(0);
        (await CountAsync("round_tasks WHERE answered_at IS NULL")).ShouldBe(0); // what they held is free
        (await _console.AddAsync(Role.Annotator, "Anna Karenina")).Name.ShouldBe("Anna Karenina");
    }

    [StorageFact]
    public async Task What_somebody_takes_with_them_is_counted_no_more_and_others_are_asked_instead()
    {
        var (anna, bert, carl) = (await _console.AddAsync(Role.Annotator), await _console.AddAsync(Role.Annotator), await _console.AddAsync(Role.Annotator));
        var round = await RoundAsync([anna.Id, bert.Id, carl.Id], items: 5, overlap: 2);
        await AnswerAsync(round, anna.Id, 5);
        await AnswerAsync(round, bert.Id, 5);
        (await Dealer.NextAsync(round, carl.Id)).ShouldBeNull();

        (await Departure.DeleteAsync(anna.Id, keepsAnswers: false)).ShouldBeTrue();

        (await Rounds.AnswersAsync(round)).Count.ShouldBe(5);
        await ShouldCountRightAsync(round, 5);
        (await CountAsync($"accounts WHERE id = '{anna.Id}'")).ShouldBe(0);
        await AnswerAsync(round, carl.Id, 5);
        await ShouldCountRightAsync(round, 10);
    }

    [StorageFact]
    public async Task Answers_that_come_in_while_somebody_goes_leave_the_counts_right()
    {
        var (anna, bert) = (await _console.AddAsync(Role.Annotator), await _console.AddAsync(Role.Annotator));
        var round = await RoundAsync([anna.Id, bert.Id], items: 60, overlap: 2);
        await AnswerAsync(round, anna.Id, 10);
        var working = Task.WhenAll(Task.Run(() => WorkAsync(anna.Id)), Task.Run(() => WorkAsync(bert.Id)));

        await Departure.DeleteAsync(anna.Id, keepsAnswers: false);
        await working;

        await ShouldCountRightAsync(round, (await Rounds.AnswersAsync(round)).Count);
        (await CountAsync($"round_tasks WHERE account_id = '{anna.Id}'")).ShouldBe(0);

        async Task WorkAsync(string who)
        {
            try
            {
                await AnswerAsync(round, who, 50);
            }
            catch (System.Data.Common.DbException)
            {
                // Who is gone cannot be dealt anything.
            }
        }
    }

    [StorageFact]
    public async Task Owners_who_delete_each_other_at_once_leave_one()
    {
        var owners = new List<Account>();
        for (var i = 0; i < 6; i++) owners.Add(await _console.AddAsync(Role.Owner));
        var all = (await _console.AccountsAsync()).Where(a => a.Role == Role.Owner).ToList();

        var gone = await Task.WhenAll(all.Select(o => Task.Run(() => Departure.DeleteAsync(o.Id, keepsAnswers: false))));

        gone.Count(g => !g).ShouldBe(1);
        (await CountAsync("accounts WHERE role = 'owner'")).ShouldBe(1);
    }

    protected abstract Task<string?> NewConnectionAsync();

    private async Task ShouldCountRightAsync(string round, long answers)
    {
        (await Rounds.FindAsync(round))!.Answers.ShouldBe(answers);
        (await CountAsync("round_items i WHERE i.answers <> (SELECT COUNT(*) FROM round_tasks t WHERE t.item_id = i.id AND t.answered_at IS NOT NULL)")).ShouldBe(0);
    }

    private async Task AnswerAsync(string round, string who, int count)
    {
        for (var i = 0; i < count && await Dealer.NextAsync(round, who) is { } id; i++)
            if (await Dealer.FindAsync(id, who) is { } task)
                await Dealer.AnswerAsync(id, who, "left", new(task.Token, "because", null));
    }

    private Task<string> RoundAsync(IReadOnlyList<string> people, int items, int overlap) => Rounds.CreateAsync(new()
    {
        Name = "a round",
        Kind = Round.Contests,
        Source = "a-run",
        Instructions = "",
        Overlap = overlap,
        ShowsOpinions = false,
        Annotators = people,
        Items = [.. Enumerable.Range(0, items).Select(i => new NewItem($"{{\"item\":{i}}}", false, null))],
    });

    private Task<long> CountAsync(string what) => Database.ReadAsync(t => t.NumberAsync($"SELECT COUNT(*) FROM {what}"));
}

public sealed class SqliteDepartureTests : DepartureContract
{
    protected override Task<string?> NewConnectionAsync() => Task.FromResult<string?>(null);
}

[NeedsPostgres]
public sealed class PostgresDepartureTests : DepartureContract
{
    protected override async Task<string?> NewConnectionAsync() => await PostgresServer.NewDatabaseAsync();
}
