using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Storage;
using Attune.Web.Tests.ModelServer;
using Attune.Web.Tests.Storage;

namespace Attune.Web.Tests.Annotation;

/// <summary>Dealing items and taking answers, on either server.</summary>
public abstract class DealerContract : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private string _connection = "";
    private Database _database = null!;
    private RoundStore _rounds = null!;
    private Dealer _dealer = null!;

    public async Task InitializeAsync()
    {
        _connection = await NewConnectionAsync();
        _database = Database.Of(_connection);
        await _database.OpenAsync();
        (_rounds, _dealer) = (new(_database, _clock), new(_database, _clock));
    }

    public virtual async Task DisposeAsync() => await _database.DisposeAsync();

    [StorageFact]
    public async Task Many_at_once_lose_and_double_no_verdict()
    {
        var people = await PeopleAsync(12);
        var round = await RoundAsync(people, items: 40, overlap: 3);

        var acknowledged = (await AtOnceAsync(people, p => WorkAsync(round, p))).Sum();

        acknowledged.ShouldBe(120);
        var answers = await _rounds.AnswersAsync(round);
        answers.Count.ShouldBe(120);
        answers.GroupBy(a => a.ItemId).ShouldAllBe(g => g.Count() == 3 && g.Select(a => a.Pseudonym).Distinct().Count() == 3);
        (await _rounds.FindAsync(round))!.Answers.ShouldBe(120);
    }

    [StorageFact]
    public async Task Consoles_that_share_a_database_never_give_an_item_to_more_than_are_to_see_it()
    {
        var people = await PeopleAsync(12);
        var round = await RoundAsync(people, items: 5, overlap: 2);
        await using var elsewhere = Database.Of(_connection);
        var other = new Dealer(elsewhere, _clock);

        var dealt = (await AtOnceAsync(people.Index(), p => (p.Index % 2 == 0 ? _dealer : other).NextAsync(round, p.Item))).OfType<string>().ToList();

        var held = await Task.WhenAll(dealt.Select(id => _database.FirstAsync<string>("SELECT item_id FROM round_tasks WHERE id = @id", new { id })));
        held.CountBy(i => i!).ShouldAllBe(i => i.Value == 2);
        held.Length.ShouldBe(10);
    }

    [StorageFact]
    public async Task Who_asks_many_times_at_once_holds_one_task()
    {
        var people = await PeopleAsync(1);
        var round = await RoundAsync(people, items: 20, overlap: 1);

        var dealt = await AtOnceAsync(Enumerable.Range(0, 16), _ => _dealer.NextAsync(round, people[0]));

        dealt.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await _database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM round_tasks"))).ShouldBe(1);
    }

    [StorageFact]
    public async Task Who_comes_late_and_finds_the_place_taken_gets_another_task()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 2, overlap: 1);
        var late = await TaskAsync(round, people[0]);
        _clock.Advance(Dealer.Hold);
        (await TaskAsync(round, people[1])).ItemId.ShouldBe(late.ItemId);

        var next = await TaskAsync(round, people[0]);

        next.ItemId.ShouldNotBe(late.ItemId);
        (await _dealer.FindAsync(late.Id, people[0])).ShouldBeNull();
        (await _dealer.NextAsync(round, people[0])).ShouldBe(next.Id);
    }

    [StorageFact]
    public async Task Answering_skipping_and_undoing_at_once_leave_every_count_right()
    {
        var people = await PeopleAsync(6);
        var round = await RoundAsync(people, items: 12, overlap: 2);

        await AtOnceAsync(people.SelectMany(p => Enumerable.Repeat(p, 3)), async p =>
        {
            for (var n = 0; n < 12; n++)
            {
                if (await _dealer.NextAsync(round, p) is not { } id || await _dealer.FindAsync(id, p) is not { } task) continue;
                if (n % 4 == 3) await _dealer.SkipAsync(id, p, new(task.Token, "", null));
                else await _dealer.AnswerAsync(id, p, "left", new(task.Token, "", null));
                if (n % 3 == 2) await _dealer.UndoAsync(round, p);
            }

            return true;
        });

        var answers = await _rounds.AnswersAsync(round);
        answers.DistinctBy(a => (a.ItemId, a.Pseudonym)).Count().ShouldBe(answers.Count);
        answers.CountBy(a => a.ItemId).ShouldAllBe(i => i.Value <= 2);
        (await _rounds.FindAsync(round))!.Answers.ShouldBe(answers.Count);
    }

    [StorageFact]
    public async Task Somebodys_progress_tells_what_is_still_open_to_them()
    {
        var people = await PeopleAsync(3);
        var round = await RoundAsync(people, items: 5, overlap: 2);
        foreach (var person in people[..2])
        {
            var task = await TaskAsync(round, person);
            await _dealer.AnswerAsync(task.Id, person, "left", new(task.Token, "", null)); // both the first item: it is complete
        }

        var answered = await TaskAsync(round, people[0]);
        await _dealer.AnswerAsync(answered.Id, people[0], "left", new(answered.Token, "", null));
        var skipped = await TaskAsync(round, people[0]);
        await _dealer.SkipAsync(skipped.Id, people[0], new(skipped.Token, "", null));

        await ShouldBeAsync(people[0], answered: 2, skipped: 1, open: 2);
        await ShouldBeAsync(people[1], answered: 1, skipped: 0, open: 4);
        await ShouldBeAsync(people[2], answered: 0, skipped: 0, open: 4);

        async Task ShouldBeAsync(string person, long answered, long skipped, long open)
        {
            var progress = await _dealer.ProgressAsync(round, person);
            (progress.Answered, progress.Skipped, progress.Open).ShouldBe((answered, skipped, open));
        }
    }

    [StorageFact]
    public async Task A_form_that_is_sent_many_times_at_once_is_taken_once()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 3, overlap: 2);
        var task = await TaskAsync(round, people[0]);

        var taken = await AtOnceAsync(Enumerable.Range(0, 16), i => _dealer.AnswerAsync(task.Id, people[0], i % 2 == 0 ? "left" : "right", new(task.Token, "", null)));

        taken.ShouldAllBe(t => t == Taken.Stored);
        (await _rounds.AnswersAsync(round)).Count.ShouldBe(1);
        (await _rounds.FindAsync(round))!.Answers.ShouldBe(1);
    }

    [StorageFact]
    public async Task Nobody_answers_what_was_dealt_to_another()
    {
        var people = await PeopleAsync(3);
        var round = await RoundAsync(people[..2], items: 3, overlap: 1);
        var task = await TaskAsync(round, people[0]);

        (await _dealer.AnswerAsync(task.Id, people[1], "left", new(task.Token, "", null))).ShouldBe(Taken.Unknown);
        (await _dealer.SkipAsync(task.Id, people[1], new(task.Token, "", null))).ShouldBe(Taken.Unknown);
        (await _dealer.AskOpinionAsync(task.Id, people[1], new(task.Token, "", null))).ShouldBe(Taken.Unknown);
        (await _dealer.FindAsync(task.Id, people[1])).ShouldBeNull();
        (await _dealer.NextAsync(round, people[2])).ShouldBeNull(); // takes no part
        (await _rounds.AnswersAsync(round)).ShouldBeEmpty();
    }

    [StorageFact]
    public async Task An_item_that_somebody_holds_is_dealt_to_another_only_when_the_hold_is_over()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 1, overlap: 1);
        var late = await TaskAsync(round, people[0]);

        (await _dealer.NextAsync(round, people[1])).ShouldBeNull();
        _clock.Advance(Dealer.Hold);
        var task = await TaskAsync(round, people[1]);
        (await _dealer.AnswerAsync(late.Id, people[0], "left", new(late.Token, "", null))).ShouldBe(Taken.PassedOn);
        (await _dealer.AnswerAsync(task.Id, people[1], "right", new(task.Token, "", null))).ShouldBe(Taken.Stored);

        (await _rounds.AnswersAsync(round)).ShouldHaveSingleItem().Answer.ShouldBe("right");
        (await _dealer.NextAsync(round, people[0])).ShouldBeNull();
    }

    [StorageFact]
    public async Task Who_comes_late_but_before_anybody_else_is_not_sent_away()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 1, overlap: 1);
        var task = await TaskAsync(round, people[0]);
        _clock.Advance(Dealer.Hold * 10);

        (await _dealer.AnswerAsync(task.Id, people[0], "tie", new(task.Token, "", null))).ShouldBe(Taken.Stored);
    }

    [StorageFact]
    public async Task The_last_verdicts_can_be_taken_back_and_the_old_form_stores_nothing_then()
    {
        var people = await PeopleAsync(1);
        var round = await RoundAsync(people, items: 10, overlap: 1);
        var done = new List<RoundTask>();
        for (var i = 0; i < 8; i++)
        {
            done.Add(await TaskAsync(round, people[0]));
            await _dealer.AnswerAsync(done[^1].Id, people[0], "left", new(done[^1].Token, $"no. {i}", 1));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await _dealer.UndoAsync(round, people[0])).ShouldBe(done[7].Id);
        (await _dealer.AnswerAsync(done[7].Id, people[0], "left", new(done[7].Token, "", null))).ShouldBe(Taken.OutOfDate);
        var again = (await _dealer.FindAsync(done[7].Id, people[0]))!;
        (again.Answer, again.Comment).ShouldBe((null, "no. 7"));
        (await _dealer.AnswerAsync(again.Id, people[0], "right", new(again.Token, "", null))).ShouldBe(Taken.Stored);
        (await _rounds.AnswersAsync(round)).Count(a => a.Answer == "right").ShouldBe(1);

        var undone = 0;
        while (await _dealer.UndoAsync(round, people[0]) is not null) undone++;
        undone.ShouldBe(Dealer.MostUndone + 1);
        (await _rounds.FindAsync(round))!.Answers.ShouldBe(8 - undone);
    }

    [StorageFact]
    public async Task What_is_skipped_goes_to_others_and_comes_back_when_asked_for()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 1, overlap: 1);
        var task = await TaskAsync(round, people[0]);

        (await _dealer.SkipAsync(task.Id, people[0], new(task.Token, "unclear", null))).ShouldBe(Taken.Stored);
        (await _dealer.AnswerAsync(task.Id, people[0], "left", new(task.Token, "", null))).ShouldBe(Taken.OutOfDate);
        (await _dealer.NextAsync(round, people[0])).ShouldBeNull();
        var other = await TaskAsync(round, people[1]);
        other.ItemId.ShouldBe(task.ItemId);
        await _dealer.SkipAsync(other.Id, people[1], new(other.Token, "", null));
        await _dealer.UnskipAsync(round, people[0]);

        (await TaskAsync(round, people[0])).ItemId.ShouldBe(task.ItemId);
    }

    [StorageFact]
    public async Task Nothing_is_dealt_or_taken_in_a_closed_round()
    {
        var people = await PeopleAsync(1);
        var round = await RoundAsync(people, items: 2, overlap: 1);
        var task = await TaskAsync(round, people[0]);
        await _rounds.CloseAsync(round);

        (await _dealer.AnswerAsync(task.Id, people[0], "left", new(task.Token, "", null))).ShouldBe(Taken.Closed);
        (await _dealer.NextAsync(round, people[0])).ShouldBeNull();
        await _rounds.OpenAsync(round);
        (await _dealer.AnswerAsync(task.Id, people[0], "left", new(task.Token, "", null))).ShouldBe(Taken.Stored);
    }

    [StorageFact]
    public async Task The_two_who_see_an_item_have_its_seats_the_other_way_round_and_each_of_them_either_way_as_often()
    {
        var people = await PeopleAsync(2);
        var round = await RoundAsync(people, items: 20, overlap: 2);
        foreach (var person in people) await WorkAsync(round, person);

        var answers = await _rounds.AnswersAsync(round);
        answers.GroupBy(a => a.ItemId).ShouldAllBe(g => g.Sum(a => a.Swapped) == 1);
        answers.GroupBy(a => a.Pseudonym).ShouldAllBe(g => g.Sum(a => a.Swapped) == 10);
    }

    [StorageFact]
    public async Task A_browser_cannot_have_counted_more_time_than_has_passed()
    {
        var people = await PeopleAsync(1);
        var round = await RoundAsync(people, items: 2, overlap: 1);
        var task = await TaskAsync(round, people[0]);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await _dealer.AnswerAsync(task.Id, people[0], "left", new(task.Token, "", long.MaxValue));

        (await _rounds.AnswersAsync(round))[0].ActiveMs.ShouldBe(20_000);
    }

    protected abstract Task<string> NewConnectionAsync();

    private static Task<T[]> AtOnceAsync<TItem, T>(IEnumerable<TItem> items, Func<TItem, Task<T>> act) => Task.WhenAll(items.Select(i => Task.Run(() => act(i))));

    /// <summary>Answers, now and then twice or not at all, until there is nothing more.</summary>
    private async Task<int> WorkAsync(string round, string person)
    {
        var stored = 0;
        for (var n = 0; await _dealer.NextAsync(round, person) is { } id; n++)
        {
            var task = (await _dealer.FindAsync(id, person))!;
            if (await _dealer.AnswerAsync(id, person, "left", new(task.Token, "", null)) == Taken.Stored) stored++;
            if (n % 3 == 0) (await _dealer.AnswerAsync(id, person, "right", new(task.Token, "", null))).ShouldBe(Taken.Stored);
            if (n % 5 == 4 && await _dealer.UndoAsync(round, person) is not null) stored--;
        }

        return stored;
    }

    private async Task<RoundTask> TaskAsync(string round, string person) => (await _dealer.FindAsync((await _dealer.NextAsync(round, person))!, person))!;

    private async Task<string[]> PeopleAsync(int count)
    {
        var accounts = new AccountStore(_database, _clock);
        var people = new string[count];
        for (var i = 0; i < count; i++) people[i] = (await _database.WriteAsync(t => accounts.TryAddAsync(t, $"annotator {i}", Role.Annotator, "hash")))!.Id;
        return people;
    }

    private Task<string> RoundAsync(IReadOnlyList<string> people, int items, int overlap) => _rounds.CreateAsync(new()
    {
        Name = "Round",
        Kind = Round.Contests,
        Source = "run",
        Instructions = "Judge.",
        Overlap = overlap,
        ShowsOpinions = true,
        Annotators = people,
        Items = [.. Enumerable.Range(0, items).Select(i => new NewItem($"{{\"item\":{i}}}", i % 2 == 1, null))],
    });
}

public sealed class SqliteDealerTests : DealerContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-dealer-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<string> NewConnectionAsync() => Task.FromResult(Path.Combine(_folder, "console.db"));
}

[NeedsPostgres]
public sealed class PostgresDealerTests : DealerContract
{
    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
