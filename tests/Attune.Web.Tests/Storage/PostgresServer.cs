using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Attune.Web.Tests.Storage;

/// <summary>
/// Debian's PostgreSQL on a free port of this machine, with a temporary folder: started by the first test that asks, ended with the process.
/// Every test gets a database of its own.
/// </summary>
public static class PostgresServer
{
    private const string Binaries = "/usr/lib/postgresql";

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing { get; } = Find() is null ? "PostgreSQL is not installed (Debian's package postgresql): the same was tested with SQLite only." : null;

    /// <summary>A connection string for an empty database.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var name = "t" + Guid.NewGuid().ToString("n");
        await using var connection = new NpgsqlConnection(Started.Value + ";Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return $"{Started.Value};Database={name};Maximum Pool Size=24";
    }

    private static string? Find() => Directory.Exists(Binaries)
        ? Directory.EnumerateDirectories(Binaries).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static string Start()
    {
        var (binaries, folder, port) = (Find()!, Directory.CreateTempSubdirectory("attune-postgres-").FullName, FreePort());
        if (IsRoot) Run("chown", ["postgres", folder]);
        RunAsServer(Path.Combine(binaries, "initdb"), ["-D", folder + "/data", "-U", "attune", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
        // What is written need not outlive a crash.
        var settings = $"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -p {port}";
        RunAsServer(Path.Combine(binaries, "pg_ctl"), ["-D", folder + "/data", "-w", "-l", folder + "/log", "-o", settings, "start"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, folder);
        return $"Host=127.0.0.1;Port={port};Username=attune";
    }

    private static void Stop(string binaries, string folder)
    {
        RunAsServer(Path.Combine(binaries, "pg_ctl"), ["-D", folder + "/data", "-m", "immediate", "stop"]);
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void RunAsServer(string program, string[] arguments)
    {
        if (IsRoot) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]);
        else Run(program, arguments);
    }

    private static void Run(string program, string[] arguments)
    {
        // pg_ctl leaves a server behind that would keep redirected streams open: they are not read to their end.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardOutput = true })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
