using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Attune.Cli.Tests;

/// <summary>A console in a process that can be killed and started again where it was, and its owner's browser without script.</summary>
internal sealed partial class ConsoleProcess(CommandLine line, string? db = null) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { CookieContainer = new() });
    private readonly string _address = $"http://127.0.0.1:{FreePort()}";
    private Process? _process;

    /// <summary>The database file, where it is one.</summary>
    public string File { get; } = line.Path("console.db");

    /// <summary>Starts it; it answers when this returns.</summary>
    public async Task StartAsync()
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll"), "serve", "--urls", _address, "--data", line.Path("data"), "--runs", line.Path("runs"), "--db", db ?? File,
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = line.Folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var i = 0; i < 1200; i++)
        {
            try
            {
                await _http.GetStringAsync(_address);
                return;
            }
            catch (HttpRequestException)
            {
                _process.HasExited.ShouldBeFalse();
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("The console does not answer.");
    }

    /// <summary>As <c>kill -9</c> does; all of it is gone when this returns.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(_address + path);

    /// <summary>Posts a form with the hidden fields of a page, and gives the page that it led to.</summary>
    /// <exception cref="HttpRequestException">It was refused, or the console is gone.</exception>
    public async Task<string> PostAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var hidden = HiddenField().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(h => h.Name).Where(h => fields.All(f => f.Name != h.Name));
        using var form = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await _http.PostAsync(_address + path, form);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Waits for a page until it is as it should be.</summary>
    public async Task<string> WaitAsync(string path, Func<string, bool> isThere)
    {
        for (var i = 0; i < 600; i++)
        {
            var page = await GetAsync(path);
            if (isThere(page)) return page;
            await Task.Delay(50);
        }

        throw new ShouldAssertException($"{path} never came to that.");
    }

    public void Dispose()
    {
        if (_process is not null) Kill();
        _http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
