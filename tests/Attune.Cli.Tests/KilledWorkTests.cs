using System.Diagnostics;
using Attune.Models;
using Attune.Runs;
using Attune.Web.ModelServer;
using Microsoft.Data.Sqlite;

namespace Attune.Cli.Tests;

/// <summary>What takes its time, killed in the middle: a run of the console, and a backup.</summary>
public sealed class KilledWorkTests : IDisposable
{
    private const int InFlight = 4;

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Killed_while_an_experiment_is_carried_out_the_console_goes_on_where_it_was()
    {
        await using var model = await ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), new() { Urls = "http://127.0.0.1:0", Latency = Latency.Parse("50ms") });
        var address = model.Addresses[0].GetLeftPart(UriPartial.Authority);
        using var console = new ConsoleProcess(_line);
        await console.StartAsync();
        var experiment = $$"""{"dataset":"starter","models":["openai:lexical@{{address}}/v1"],"judge":"embedded:judge","methods":["zero-shot"],"contexts":["simple"],"tasks":["multiple-choice"],"name":"killed"}""";
        await console.PostAsync("/experiments/start", await console.GetAsync("/experiments/new"), ("experiment", experiment), ("concurrency", $"{InFlight}"));
        SpinWait.SpinUntil(() => Log() is { } log && File.ReadAllText(log).Count(c => c == '\n') >= 10, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        console.Kill();

        var folder = RunFolder.Open(Path.GetDirectoryName(Log()!)!);
        var kept = folder.ReadTrials().Count();
        await console.StartAsync();
        var path = "/runs/" + Path.GetFileName(folder.Location);
        var page = await console.GetAsync(path);
        page.ShouldContain("broken off");
        await console.PostAsync(path + "/resume", page);
        await console.WaitAsync(path, p => p.Contains("<span class=\"tag good\">done</span>", StringComparison.Ordinal));

        var (record, trials) = (folder.ReadRecord()!, folder.ReadTrials().ToList());
        (record.Status, trials.Count, trials.Select(t => t.Key).Distinct().Count()).ShouldBe(("done", record.Totals!.Planned, record.Totals.Planned));
        kept.ShouldBeInRange(10, trials.Count - 1);
        using var http = new HttpClient();
        using var stats = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(address + "/stats"));
        (stats.RootElement.GetProperty("answered").GetInt64() - trials.Count).ShouldBeInRange(0, InFlight);

        string? Log() => Directory.Exists(_line.Path("runs")) ? Directory.EnumerateFiles(_line.Path("runs"), "trials.jsonl", SearchOption.AllDirectories).SingleOrDefault() : null;
    }

    [Fact]
    public async Task Killed_while_a_backup_is_written_there_is_none_and_the_next_is_whole()
    {
        var (db, file) = (_line.Path("console.db"), _line.Path("backup.jsonl"));
        await using (await Attune.Web.Hosting.ConsoleHost.StartAsync(new() { Urls = "http://127.0.0.1:0", Db = db, CreateOwner = "mara", LogRequests = false })) { }
        Fill(db, 200_000);
        using (var backup = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll"), "db", "backup", file, "--db", db]) { WorkingDirectory = _line.Folder })!)
        {
            SpinWait.SpinUntil(() => new FileInfo(file + ".partial") is { Exists: true, Length: > 1 << 20 }, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            backup.Kill();
            await backup.WaitForExitAsync();
        }

        File.Exists(file).ShouldBeFalse();
        ConsoleFile.ShouldBeWhole(db);
        (await CommandLine.RunAsync("db", "backup", file, "--db", db)).Exit.ShouldBe(0);
        File.Exists(file + ".partial").ShouldBeFalse();
        (await CommandLine.RunAsync("db", "restore", file, "--db", _line.Path("again.db"))).Exit.ShouldBe(0);
        ConsoleFile.Number(_line.Path("again.db"), "SELECT COUNT(*) FROM invitations").ShouldBe(200_001);
    }

    private static void Fill(string db, int rows)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = db, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
            INSERT INTO invitations (id, secret_hash, role, note, created_at, expires_at) SELECT 'i' || i, 'h' || i, 'annotator', hex(randomblob(60)), '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z' FROM n
            """;
        command.ExecuteNonQuery();
    }
}
