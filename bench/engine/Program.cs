// What the run engine itself costs:
//   dotnet run -c Release --project bench/engine -- overhead    100,000 trials on an embedded model, and resuming them
//   dotnet run -c Release --project bench/engine -- endpoint [openai|anthropic]    1,000 trials on 142K-token histories over HTTP
using System.Diagnostics;
using System.Globalization;
using Attune.Bench.Engine;
using Attune.Models;
using Attune.Providers;
using Attune.Runs;
using Attune.Tokens;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = Path.Combine(Path.GetTempPath(), "attune-bench-engine");
var (data, output) = (Path.Combine(root, "data"), Path.Combine(root, "run"));
if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
return args is ["overhead"] ? await OverheadAsync() : args is ["endpoint", ..] ? await EndpointAsync(args.ElementAtOrDefault(1) ?? "openai") : 2;

async Task<int> OverheadAsync()
{
    // 1,924 users × 13 queries × two true-false questions × two methods = 100,048.
    BenchDataset.Write(data, users: 1924, poolCopies: 0);
    var experiment = new Experiment { Dataset = data, Models = ["embedded:random"], Contexts = ["simple"], Methods = ["zero-shot", "reminder"], Tasks = ["true-false"], Blind = false };
    var (trials, cpu, wall) = await RunAsync(experiment, EmbeddedModels.Create, 8);
    Console.WriteLine($"{trials:N0} trials: {cpu.TotalMicroseconds / trials:0} µs CPU each, {wall.TotalSeconds:0.0} s, peak {Peak()} MB");
    var (_, again, resumed) = await RunAsync(experiment, EmbeddedModels.Create, 8);
    Console.WriteLine($"resumed, all settled: {resumed.TotalSeconds:0.00} s, {again.TotalSeconds:0.00} s CPU");
    return 0;
}

async Task<int> EndpointAsync(string protocol)
{
    const int inFlight = 64;
    const int users = 77;
    const double latency = 1;
    BenchDataset.Write(data, users, poolCopies: 6);
    using var server = await Served.StartAsync("embedded:lexical", "--latency", "1s", "--prefix-cache");
    var model = protocol == "openai" ? $"openai:lexical@{server.Url}/v1" : $"anthropic:lexical@{server.Url}";
    var experiment = new Experiment { Dataset = data, Models = [model], Contexts = ["extended"], Methods = ["zero-shot"], Tasks = ["multiple-choice"], Blind = false };
    var models = new ProviderModels();
    var (trials, cpu, wall) = await RunAsync(experiment, (name, _) => name.Provider == "embedded" ? EmbeddedModels.Create(name, new(Tokenizer.Default)) : models.Create(name), inFlight);

    var stats = await server.StatsAsync();
    var tokens = stats.GetProperty("tokens");
    var (input, cached) = (tokens.GetProperty("input").GetInt64(), tokens.GetProperty("cached").GetInt64());
    var least = Least();
    var serverCpu = stats.GetProperty("cpu_seconds").GetDouble();
    var ideal = (trials * latency / inFlight) + (serverCpu / Environment.ProcessorCount);
    Console.WriteLine($"{protocol}: {trials:N0} trials, {inFlight} in flight, {input / (double)trials:N0} tokens each");
    Console.WriteLine($"wall {wall.TotalSeconds:0.0} s; ideal {trials * latency / inFlight:0.0} s + {serverCpu / Environment.ProcessorCount:0.0} s of the server's own; ratio {wall.TotalSeconds / ideal:0.00}");
    Console.WriteLine($"client CPU {cpu.TotalMilliseconds / trials:0.0} ms a request, peak {Peak()} MB");
    Console.WriteLine($"input tokens billed in full: {input - cached:N0}; every distinct prefix once: {least:N0}; ratio {(input - cached) / (double)least:0.000}");
    return 0;

    // Each history once, and what is left of every prompt.
    long Least()
    {
        var logged = RunFolder.Open(output).ReadTrials().ToList();
        return logged.GroupBy(t => t.UserId).Sum(g => g.First().HistoryTokens) + logged.Sum(t => t.Usage.Input - t.HistoryTokens);
    }
}

async Task<(int Trials, TimeSpan Cpu, TimeSpan Wall)> RunAsync(Experiment experiment, Func<ModelName, MessageTokens, ChatModel> resolve, int concurrency)
{
    var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
    var record = await new Runner(experiment, resolve, new() { Out = output, Concurrency = concurrency }).RunAsync();
    return (record.Totals!.Planned, Environment.CpuUsage.TotalTime - before, watch.Elapsed);
}

static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
