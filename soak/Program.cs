// Kills a run with kill -9 at random moments, resumes it each time, and compares it with an undisturbed one:
//   .ci/soak [KILLS] [SEED]
// Or a console in which people judge and chat, started again each time, and looks for what it acknowledged:
//   .ci/soak console [KILLS] [SEED] [DB]
using System.Globalization;
using Attune.Soak;

if (args is ["console", .. var rest]) return await SoakConsoleAsync(rest);
const int InFlight = 8;
const string Latency = "60ms-180ms";
var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
var random = new Random(seed);
var root = Directory.CreateTempSubdirectory("attune-soak-").FullName;
using var model = await AttuneProcess.ServeAsync("embedded:lexical", "--latency", Latency);
using var judge = await AttuneProcess.ServeAsync("embedded:judge", "--latency", Latency);
Console.WriteLine($"{kills} kills, seed {seed}, in {root}");

var undisturbed = new SoakedRun(Path.Combine(root, "undisturbed"));
if (await RunAsync(undisturbed, TimeSpan.FromHours(1)) != 0) return Fail("the undisturbed run failed");
var expected = undisturbed.Answers();
var needed = await CallsAsync();
Console.WriteLine($"undisturbed: {expected.Count:N0} trials, {needed:N0} calls");

var disturbed = new SoakedRun(Path.Combine(root, "disturbed"));
var (killed, made, wasted) = (0, needed, 0L);
int? exit = null;
while (exit is null)
{
    var kept = disturbed.Kept();
    exit = await RunAsync(disturbed, killed < kills ? TimeSpan.FromSeconds(0.4 + (random.NextDouble() * 2.6)) : TimeSpan.FromHours(1));
    var before = made;
    made = await CallsAsync();
    var lost = made - before - (disturbed.Kept() - kept);
    wasted += lost;
    if (exit is null) killed++;
    Console.WriteLine($"{(exit is null ? $"kill {killed}" : $"end, exit {exit}")}: {disturbed.Settled:N0} of {expected.Count:N0} settled, {lost} calls lost that were under way");

    // What was asked for and is not kept can only have been under way when the process died.
    if (lost < 0 || lost > (exit is null ? InFlight : 0)) return Fail($"{lost} calls were lost, more than can have been under way");
}

if (exit != 0) return Fail($"the last resume ended with {exit}");
if (killed < kills) return Fail($"the run was done after {killed} kills: it is too short for {kills}");
var actual = disturbed.Answers();
var differing = expected.Keys.Union(actual.Keys).Where(k => expected.GetValueOrDefault(k) != actual.GetValueOrDefault(k)).ToList();
if (differing.Count > 0) return Fail($"{differing.Count} trials differ from the undisturbed run, the first is {differing[0]}");
if (made - needed != needed + wasted) return Fail($"{made - needed} calls were made, {needed} were needed and {wasted} lost");
Console.WriteLine($"after {killed} kills the answers and scores of an undisturbed run; {made - needed:N0} calls, of which {needed:N0} needed and {wasted} under way at a kill; none for a settled trial");
Directory.Delete(root, recursive: true);
return 0;

async Task<int?> RunAsync(SoakedRun run, TimeSpan patience)
{
    using var process = AttuneProcess.Start(
        "run", "--model", $"openai:lexical@{model.Url}/v1", "--judge", $"openai:judge@{judge.Url}/v1", "--cache", "off",
        "--method", "zero-shot", "reminder", "rag", "--concurrency", $"{InFlight}", "--out", run.Folder);
    var code = await process.EndAsync(patience);
    if (code is not (null or 0)) Console.WriteLine(await process.SaidAsync());
    return code;
}

async Task<long> CallsAsync()
{
    // A request whose client was killed is counted when its latency is over.
    await Task.Delay(300);
    return await model.AnsweredAsync() + await judge.AnsweredAsync();
}

static async Task<int> SoakConsoleAsync(string[] args)
{
    var kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
    var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
    var root = Directory.CreateTempSubdirectory("attune-soak-").FullName;
    Console.WriteLine($"{kills} kills, seed {seed}, in {root}");
    if (await new ConsoleSoak(root, args.Length > 2 ? args[2] : null, new(seed)).RunAsync(kills) is { } fault)
    {
        Console.WriteLine($"FAILED: {fault} (seed {seed}, folders in {root})");
        return 1;
    }

    Console.WriteLine($"after {kills} kills nothing that was acknowledged is lost, nothing is there twice, and the database is whole");
    Directory.Delete(root, recursive: true);
    return 0;
}

int Fail(string message)
{
    Console.WriteLine($"FAILED: {message} (seed {seed}, folders in {root})");
    return 1;
}
