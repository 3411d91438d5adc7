using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Attune.Bench.Engine;

/// <summary><c>attune serve-model</c> in a process of its own, so that its processor time is its own too.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private Served(Process process, string url) => (_process, _http, Url) = (process, new() { BaseAddress = new(url) }, url);

    public string Url { get; }

    public static async Task<Served> StartAsync(params string[] options)
    {
        var cli = Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [cli, "serve-model", "--urls", "http://127.0.0.1:0", .. options]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("serve-model did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        return new(process, line.Split(" at ")[1].Split(',')[0]);
    }

    public Task<JsonElement> StatsAsync() => _http.GetFromJsonAsync<JsonElement>("stats");

    public async Task ResetAsync() => (await _http.PostAsync("stats/reset", null)).EnsureSuccessStatusCode();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }
}
