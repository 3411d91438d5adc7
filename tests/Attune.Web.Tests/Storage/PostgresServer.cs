namespace Attune.Web.Tests.Storage;

/// <summary>
/// Debian's PostgreSQL on a free port of this machine, with a temporary folder: started by the first test that asks, ended with the process.
/// Every test gets a database of its own.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<PostgresProcess> Started = new(() =>
    {
        // What is written need not outlive a crash.
        var server = PostgresProcess.Start("-c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing { get; } = PostgresProcess.IsInstalled ? null : "PostgreSQL is not installed (Debian's package postgresql): the same was tested with SQLite only.";

    /// <summary>A connection string for an empty database.</summary>
    public static Task<string> NewDatabaseAsync() => Started.Value.NewDatabaseAsync();
}
