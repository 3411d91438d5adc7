using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Attune.Cli.Tests;

/// <summary>A console that is killed while somebody judges.</summary>
public sealed partial class KilledConsoleTests : IDisposable
{
    private readonly CommandLine _line = new();
    private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new() });
    private readonly string _address = $"http://127.0.0.1:{FreePort()}";

    public void Dispose()
    {
        _http.Dispose();
        _line.Dispose();
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_verdict_it_has_every_verdict_that_it_acknowledged()
    {
        (await CommandLine.RunAsync("generate", "interpref", "--from", "starter", "--pairs", "10", "--out", _line.Path("data/pairs"))).Exit.ShouldBe(0);
        (await CommandLine.RunAsync("run", "--dataset", _line.Path("data/pairs"), "--task", "pair", "--model", "embedded:lexical", "embedded:generic", "--context", "simple", "--contests", "0", "--out", _line.Path("runs/first"))).Exit.ShouldBe(0);
        var acknowledged = 0;
        string round;
        using (var console = await StartAsync())
        {
            round = await MakeAsync();
            var page = await PostAsync($"/annotate/{round}/next", await _http.GetStringAsync($"{_address}/annotate/{round}"));
            _ = Task.Run(() =>
            {
                SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged) >= 25, TimeSpan.FromSeconds(60));
                console.Kill();
            });
            while (page is not null) page = await AnswerAsync(page, () => Interlocked.Increment(ref acknowledged));
            await console.WaitForExitAsync();
        }

        acknowledged.ShouldBeGreaterThanOrEqualTo(25);
        using var again = await StartAsync();
        var stored = await StoredAsync(round);
        stored.ShouldBeInRange(acknowledged, acknowledged + 1); // the last one may have been stored and not told
        var next = await PostAsync($"/annotate/{round}/next", await _http.GetStringAsync($"{_address}/annotate/{round}"));
        while (next is not null && TaskForm().IsMatch(next)) next = await AnswerAsync(next, () => stored++);
        (stored, await StoredAsync(round)).ShouldBe((100, 100));
        again.Kill();
    }

    private async Task<int> StoredAsync(string round) =>
        (await _http.GetStringAsync($"{_address}/rounds/{round}/verdicts.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count();

    private async Task<string> MakeAsync()
    {
        var page = await _http.GetStringAsync(_address + "/rounds/new?run=first");
        IEnumerable<(string, string)> Boxes(string name) => Regex.Matches(page, $"name=\"{name}\" value=\"([^\"]+)\"").Select(m => (name, WebUtility.HtmlDecode(m.Groups[1].Value)));
        await PostAsync("/rounds", page, [("run", "first"), ("name", "R"), ("count", "100"), ("overlap", "1"), ("instructions", "Judge."), .. Boxes("contestant"), .. Boxes("annotator")]);
        return RoundLink().Match(await _http.GetStringAsync(_address + "/rounds")).Groups[1].Value;
    }

    /// <summary>The next page; null where the console is gone.</summary>
    private async Task<string?> AnswerAsync(string page, Action acknowledged)
    {
        try
        {
            var next = await PostAsync(TaskForm().Match(page).Groups[1].Value, page, ("token", Token().Match(page).Groups[1].Value), ("answer", "left"));
            acknowledged();
            return next;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<string> PostAsync(string path, string page, params (string, string)[] fields)
    {
        var token = ("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value);
        using var form = new FormUrlEncodedContent(fields.Append(token).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await _http.PostAsync(_address + path, form);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<Process> StartAsync()
    {
        var program = System.IO.Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll");
        string[] arguments = [program, "serve", "--urls", _address, "--data", _line.Path("data"), "--runs", _line.Path("runs"), "--db", _line.Path("console.db")];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _line.Folder })!;
        for (var i = 0; i < 600; i++)
        {
            try
            {
                await _http.GetStringAsync(_address);
                return process;
            }
            catch (HttpRequestException)
            {
                process.HasExited.ShouldBeFalse();
                await Task.Delay(100);
            }
        }

        throw new TimeoutException("The console does not answer.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("action=\"(/annotate/tasks/[0-9a-f]+)\" class=\"verdict\"")]
    private static partial Regex TaskForm();

    [GeneratedRegex("name=\"token\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("href=\"/rounds/([0-9a-f]{32})\"")]
    private static partial Regex RoundLink();
}
