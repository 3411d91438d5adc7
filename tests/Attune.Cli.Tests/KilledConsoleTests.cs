using System.Net;
using System.Text.RegularExpressions;
using Attune.Web.Tests.Storage;

namespace Attune.Cli.Tests;

/// <summary>A console that is killed while somebody judges: what was acknowledged is there, and nothing is there twice.</summary>
public sealed partial class KilledConsoleTests : IDisposable
{
    private const int Contests = 100;

    private readonly CommandLine _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public async Task Killed_in_the_middle_of_a_verdict_it_has_every_verdict_that_it_acknowledged()
    {
        using var console = new ConsoleProcess(_line);

        await JudgeAsync(console, () => { });

        ConsoleFile.ShouldBeWhole(console.File);
    }

    [PostgresFact]
    public async Task So_it_has_where_its_PostgreSQL_server_falls_as_well()
    {
        // What the server acknowledged is with the system when it falls, if not on the disk.
        using var server = PostgresProcess.Start("-c fsync=off");
        using var console = new ConsoleProcess(_line, await server.NewDatabaseAsync());

        await JudgeAsync(console, server.Crash);
    }

    /// <summary>Judges all contests of a round; meanwhile something happens to the database, and then the console is killed.</summary>
    private async Task JudgeAsync(ConsoleProcess console, Action disturb)
    {
        (await CommandLine.RunAsync("generate", "interpref", "--from", "starter", "--pairs", "10", "--out", _line.Path("data/pairs"))).Exit.ShouldBe(0);
        (await CommandLine.RunAsync("run", "--dataset", _line.Path("data/pairs"), "--task", "pair", "--model", "embedded:lexical", "embedded:generic", "--context", "simple", "--contests", "0", "--out", _line.Path("runs/first"))).Exit.ShouldBe(0);
        await console.StartAsync();
        var round = await MakeAsync(console);
        var (acknowledged, uncertain) = (0, 0);
        var disturbing = Task.Run(() =>
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged) >= 20, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            disturb();
        });
        await AnswerAsync(() => acknowledged < 40 || !disturbing.IsCompleted);
        await disturbing;
        var killing = Task.Run(() =>
        {
            var before = Volatile.Read(ref acknowledged);
            SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged) >= before + 15, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            console.Kill();
        });
        await AnswerAsync(() => !killing.IsCompleted);
        await killing;

        acknowledged.ShouldBeInRange(55, Contests - 1);
        await console.StartAsync();
        // A verdict whose answer never came may have been stored or not.
        (await StoredAsync(console, round)).ShouldBeInRange(acknowledged, acknowledged + uncertain);
        await AnswerAsync(() => true);
        (await StoredAsync(console, round)).ShouldBe(Contests);

        async Task AnswerAsync(Func<bool> goOn)
        {
            string? page = null;
            while (goOn())
            {
                try
                {
                    page ??= await console.PostAsync($"/annotate/{round}/next", await console.GetAsync($"/annotate/{round}"));
                    if (TaskForm().Match(page) is not { Success: true } form) return;
                    uncertain++;
                    page = await console.PostAsync(form.Groups[1].Value, page, ("answer", "left"));
                    uncertain--;
                    Interlocked.Increment(ref acknowledged);
                }
                catch (HttpRequestException)
                {
                    // The server or the console is gone; what is there now is asked for anew.
                    page = null;
                    await Task.Delay(20);
                }
            }
        }
    }

    private static async Task<int> StoredAsync(ConsoleProcess console, string round)
    {
        var lines = (await console.GetAsync($"/rounds/{round}/verdicts.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Distinct().Count().ShouldBe(lines.Length);
        return lines.Length;
    }

    private static async Task<string> MakeAsync(ConsoleProcess console)
    {
        var page = await console.GetAsync("/rounds/new?kind=contests&source=first");
        IEnumerable<(string, string)> Boxes(string name) => Regex.Matches(page, $"name=\"{name}\" value=\"([^\"]+)\"").Select(m => (name, WebUtility.HtmlDecode(m.Groups[1].Value)));
        await console.PostAsync("/rounds", page, [("kind", "contests"), ("source", "first"), ("name", "R"), ("count", $"{Contests}"), ("overlap", "1"), ("instructions", "Judge."), .. Boxes("contestant"), .. Boxes("annotator")]);
        return RoundLink().Match(await console.GetAsync("/rounds")).Groups[1].Value;
    }

    [GeneratedRegex("action=\"(/annotate/tasks/[0-9a-f]+)\" class=\"verdict\"")]
    private static partial Regex TaskForm();

    [GeneratedRegex("href=\"/rounds/([0-9a-f]{32})\"")]
    private static partial Regex RoundLink();
}
