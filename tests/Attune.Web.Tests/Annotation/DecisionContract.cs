using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Storage;
using Attune.Web.Tests.ModelServer;
using Attune.Web.Tests.Storage;

namespace Attune.Web.Tests.Annotation;

/// <summary>What owners settle, on either server.</summary>
public abstract class DecisionContract : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Database _database = null!;
    private RoundStore _rounds = null!;
    private Decisions _decisions = null!;
    private string _owner = "";

    public async Task InitializeAsync()
    {
        _database = Database.Of(await NewConnectionAsync());
        await _database.OpenAsync();
        (_rounds, _decisions) = (new(_database, _clock), new(_database, _clock));
        _owner = (await _database.WriteAsync(t => new AccountStore(_database, _clock).TryAddAsync(t, "owner", Role.Owner, "hash")))!.Id;
    }

    public virtual async Task DisposeAsync() => await _database.DisposeAsync();

    [StorageFact]
    public async Task A_decision_stands_in_the_words_of_an_answer_and_a_later_one_takes_its_place()
    {
        var (round, items) = await RoundAsync();

        await _decisions.DecideAsync(items[1], _owner, "left", "Plainly.");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _decisions.DecideAsync(items[1], _owner, "tie", "");

        var decision = (await _decisions.ListAsync(round)).ShouldHaveSingleItem();
        (decision.ItemId, decision.Place, decision.Pseudonym, decision.Answer, decision.Comment, decision.IsSwapped).ShouldBe((items[1].Id, 1, AnswerRow.Adjudicator, "tie", "", true));
        (decision.ModelSays, decision.AnsweredAt).ShouldBe(("a", _clock.GetUtcNow()));
    }

    [StorageFact]
    public async Task Many_at_once_leave_one_decision()
    {
        var (round, items) = await RoundAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => _decisions.DecideAsync(items[0], _owner, i % 2 == 0 ? "left" : "right", $"{i}"))));

        (await _decisions.ListAsync(round)).ShouldHaveSingleItem();
    }

    [StorageFact]
    public async Task What_is_withdrawn_is_gone_and_what_goes_with_its_owner_stays()
    {
        var (round, items) = await RoundAsync();
        foreach (var item in items) await _decisions.DecideAsync(item, _owner, "right", "");

        await _decisions.WithdrawAsync(items[0]);
        await _database.WriteAsync(t => t.ExecuteAsync("DELETE FROM accounts WHERE id = @id", new { id = _owner }));

        (await _decisions.ListAsync(round)).Select(d => d.ItemId).ShouldBe([items[1].Id]);
    }

    [StorageFact]
    public async Task An_item_is_found_in_its_own_round_only()
    {
        var (round, items) = await RoundAsync();
        var (other, _) = await RoundAsync();

        (await _decisions.FindAsync(round, items[0].Id)).ShouldBe(items[0]);
        (await _decisions.FindAsync(other, items[0].Id)).ShouldBeNull();
        (await _decisions.FindAsync(round, "' OR 1=1 --")).ShouldBeNull();
    }

    protected abstract Task<string> NewConnectionAsync();

    private async Task<(string Round, IReadOnlyList<ItemRow> Items)> RoundAsync()
    {
        var round = await _rounds.CreateAsync(new()
        {
            Name = "Round",
            Kind = Round.Contests,
            Source = "run",
            Instructions = "Judge.",
            Overlap = 1,
            ShowsOpinions = false,
            Annotators = [_owner],
            Items = [new("{}", false, null), new("{}", true, "a")],
        });
        var items = new List<ItemRow>();
        foreach (var id in (await _rounds.BodiesAsync(round)).Keys) items.Add((await _decisions.FindAsync(round, id))!);
        return (round, [.. items.OrderBy(i => i.Place)]);
    }
}

public sealed class SqliteDecisionTests : DecisionContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-decisions-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<string> NewConnectionAsync() => Task.FromResult(Path.Combine(_folder, "console.db"));
}

[NeedsPostgres]
public sealed class PostgresDecisionTests : DecisionContract
{
    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
