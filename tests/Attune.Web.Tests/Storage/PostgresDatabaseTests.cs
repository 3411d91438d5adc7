namespace Attune.Web.Tests.Storage;

[NeedsPostgres]
public sealed class PostgresDatabaseTests : DatabaseContract
{
    [StorageFact]
    public async Task Two_that_wait_for_each_other_are_both_done()
    {
        await Database.WriteAsync(t => t.ExecuteAsync("INSERT INTO notes (id, size) VALUES ('a', 0), ('b', 0)"));
        using var both = new CountdownEvent(2);
        var attempts = 0;

        await Task.WhenAll(AddAsync("a", "b"), AddAsync("b", "a"));

        (await Database.ReadAsync(t => t.QueryAsync<long>("SELECT size FROM notes"))).ShouldBe([2, 2]);
        attempts.ShouldBe(3);

        Task AddAsync(string first, string second)
        {
            var met = false;
            return Database.WriteAsync(async t =>
            {
                Interlocked.Increment(ref attempts);
                await t.ExecuteAsync("UPDATE notes SET size = size + 1 WHERE id = @first", new { first });
                if (!met) both.Signal();
                met = true;
                await Task.Run(both.Wait);
                await t.ExecuteAsync("UPDATE notes SET size = size + 1 WHERE id = @second", new { second });
            });
        }
    }

    [StorageFact]
    public async Task A_reader_that_is_cancelled_while_it_waits_to_be_alone_leaves_the_name_to_others()
    {
        using var cancelled = new CancellationTokenSource();
        await Database.WriteAsync(async t =>
        {
            await t.AloneAsync("notes");
            var waiting = Database.FirstAloneAsync<string>("notes", "INSERT INTO notes (id) VALUES ('late') RETURNING id", null, cancelled.Token);
            await cancelled.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        });

        (await Database.FirstAloneAsync<string>("notes", "INSERT INTO notes (id) VALUES ('next') RETURNING id")).ShouldBe("next");
        (await Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM notes"))).ShouldBe(1);
    }

    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
