// What the run engine itself costs:
//   dotnet run -c Release --project bench/engine -- overhead    100,000 trials on an embedded model, and resuming them
//   dotnet run -c Release --project bench/engine -- endpoint [openai|anthropic]    1,000 trials on 142K-token histories over HTTP
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune.Bench.Engine;
using Attune.Models;
using Attune.Providers;
using Attune.Runs;
using Attune.Tokens;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var providers = new ProviderModels();
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
    var (trials, cpu, wall) = await RunAsync(experiment, Resolve, inFlight);
    var stats = await server.StatsAsync();
    var (input, billed) = Tokens(stats);
    var least = Least();
    var serverCpu = stats.GetProperty("cpu_seconds").GetDouble();
    var ideal = (trials * latency / inFlight) + (serverCpu / Environment.ProcessorCount);
    Console.WriteLine($"{protocol}: {trials:N0} trials, {inFlight} in flight, {input / (double)trials:N0} tokens each");
    Console.WriteLine($"wall {wall.TotalSeconds:0.0} s; ideal {trials * latency / inFlight:0.0} s + {serverCpu / Environment.ProcessorCount:0.0} s of the server's own; ratio {wall.TotalSeconds / ideal:0.00}");
    Console.WriteLine($"client CPU {cpu.TotalMilliseconds / trials:0.0} ms a request, peak {Peak()} MB");
    Console.WriteLine($"input tokens billed in full: {billed:N0}; every distinct prefix once: {least:N0}; ratio {billed / (double)least:0.000}");

    await server.ResetAsync();
    await InOrderOfThePlanAsync(experiment, inFlight);
    var naive = Tokens(await server.StatsAsync()).Billed;
    Console.WriteLine($"the same trials in the order of the plan: {naive:N0}; ratio {naive / (double)least:0.0}");
    return 0;

    static (long Input, long Billed) Tokens(JsonElement stats)
    {
        var tokens = stats.GetProperty("tokens");
        var input = tokens.GetProperty("input").GetInt64();
        return (input, input - tokens.GetProperty("cached").GetInt64());
    }

    // Each history once, and what is left of every prompt.
    long Least()
    {
        var logged = RunFolder.Open(output).ReadTrials().ToList();
        return logged.GroupBy(t => t.UserId).Sum(g => g.First().HistoryTokens) + logged.Sum(t => t.Usage.Input - t.HistoryTokens);
    }
}

// As a harness does that knows nothing of prefixes: the next trial begins when one ends.
async Task InOrderOfThePlanAsync(Experiment experiment, int inFlight)
{
    var setup = new RunSetup(experiment, Resolve, new CallRetry());
    using var journal = new CallJournal(Path.Combine(root, "naive.jsonl"));
    var trials = MissingTrials.Groups(setup, SettledTrials.None, _ => { }).SelectMany(g => g.Trials.Select(t => (Trial: t, g.History)));
    await Parallel.ForEachAsync(trials, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (due, token) =>
        await setup.Trials.RunAsync(new TrialUnderWay(due.Trial) { Keep = journal.Keep }, due.History.Value, token));
}

ChatModel Resolve(ModelName name, MessageTokens tokens) => name.Provider == EmbeddedModels.Provider ? EmbeddedModels.Create(name, tokens) : providers.Create(name, tokens);

async Task<(int Trials, TimeSpan Cpu, TimeSpan Wall)> RunAsync(Experiment experiment, Func<ModelName, MessageTokens, ChatModel> resolve, int concurrency)
{
    var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
    var record = await new Runner(experiment, resolve, new() { Out = output, Concurrency = concurrency }).RunAsync();
    return (record.Totals!.Planned, Environment.CpuUsage.TotalTime - before, watch.Elapsed);
}

static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
