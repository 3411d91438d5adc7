using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Attune.Web.Tests.Storage;

/// <summary>Debian's PostgreSQL on a free port of this machine, with a temporary folder that goes with it.</summary>
public sealed class PostgresProcess : IDisposable
{
    private const string Binaries = "/usr/lib/postgresql";

    private readonly string _folder = Directory.CreateTempSubdirectory("attune-postgres-").FullName;
    private readonly int _port = FreePort();
    private readonly string _settings;

    private PostgresProcess(string settings) =>
        _settings = $"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -p {_port} {settings}";

    public static bool IsInstalled => Find() is not null;

    private static bool IsRoot => Environment.UserName == "root";

    private string Address => $"Host=127.0.0.1;Port={_port};Username=attune";

    /// <summary>A server that listens when this returns.</summary>
    public static PostgresProcess Start(string settings)
    {
        var server = new PostgresProcess(settings);
        if (IsRoot) Run("chown", ["postgres", server._folder]);
        RunAsServer("initdb", ["-D", server._folder + "/data", "-U", "attune", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
        server.Control("-w", "-o", server._settings, "start");
        return server;
    }

    /// <summary>A connection string for an empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = "t" + Guid.NewGuid().ToString("n");
        await using var connection = new NpgsqlConnection(Address + ";Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return $"{Address};Database={name};Maximum Pool Size=24";
    }

    /// <summary>Ends it as a crash does, without a word to anybody who is connected, and starts it again.</summary>
    public void Crash() => Control("-m", "immediate", "-w", "-o", _settings, "restart");

    public void Dispose()
    {
        Control("-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find() => Directory.Exists(Binaries)
        ? Directory.EnumerateDirectories(Binaries).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private void Control(params string[] arguments) => RunAsServer("pg_ctl", ["-D", _folder + "/data", "-l", _folder + "/log", .. arguments]);

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void RunAsServer(string program, string[] arguments)
    {
        var path = Path.Combine(Find()!, program);
        if (IsRoot) Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else Run(path, arguments);
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
