using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Attune.Soak;

/// <summary>The <c>attune</c> command as a process that can be killed.</summary>
internal sealed class AttuneProcess : IDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private AttuneProcess(Process process, string? url) =>
        (_process, Url, _output, _errors) = (process, url, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    /// <summary>Where a server listens.</summary>
    public string? Url { get; }

    public static AttuneProcess Start(params string[] arguments) => new(Begin(arguments), null);

    public static async Task<AttuneProcess> ServeAsync(string model, params string[] options)
    {
        var process = Begin(["serve-model", model, "--urls", "http://127.0.0.1:0", .. options]);
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("serve-model did not start: " + await process.StandardError.ReadToEndAsync());
        return new(process, line.Split(" at ")[1].Split(',')[0]);
    }

    /// <summary>A console that answers, in a folder, and the lines that it said until then.</summary>
    public static async Task<(AttuneProcess Process, string Said)> ServeConsoleAsync(Uri address, string folder, int lines, params string[] options)
    {
        var process = Begin(["serve", "--urls", address.GetLeftPart(UriPartial.Authority), .. options], folder);
        var said = "";
        for (var i = 0; i < lines; i++)
            said += await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("serve did not start: " + await process.StandardError.ReadToEndAsync());
        return (new(process, address.ToString()), said);
    }

    /// <summary>A port of this machine that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Requests that the model of a server has answered.</summary>
    public async Task<long> AnsweredAsync() => (await Http.GetFromJsonAsync<JsonElement>($"{Url}/stats")).GetProperty("answered").GetInt64();

    /// <summary>Waits for the end, at most so long, then kills as <c>kill -9</c> does; null where it was killed.</summary>
    public async Task<int?> EndAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            return null;
        }
    }

    public async Task<string> SaidAsync() => await _output + await _errors;

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Begin(string[] arguments, string folder = "") => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Attune.Cli.dll"), .. arguments])
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
