namespace Attune.Web.Tests.Storage;

[NeedsPostgres]
public sealed class PostgresDatabaseTests : DatabaseContract
{
    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
