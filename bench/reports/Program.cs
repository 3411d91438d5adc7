using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune;
using Attune.Reports;
using Attune.Reports.Pages;
using Attune.Runs;

// What a report costs: a log of TRIALS trials by USERS users, read, pooled and written as a page. Usage: [TRIALS] [USERS]
var trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var users = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
var root = Directory.CreateTempSubdirectory("attune-bench-").FullName;
var folder = RunFolder.At(root);
folder.Write(new()
{
    Format = RunRecord.CurrentFormat,
    Identity = new() { Dataset = "bench", DatasetHash = new('a', 64), PromptsHash = new('b', 64), Judge = "embedded:judge", Seed = 0, Version = "0" },
    Experiment = new(),
    Status = "done",
});
using (var log = new RunLog(folder.LogPath))
    foreach (var trial in Trials(users).Take(trials)) log.Append(trial);

Console.WriteLine(Invariant($"{trials:N0} trials by {users} users, {new FileInfo(folder.LogPath).Length / 1e6:N0} MB of log"));
var watch = Stopwatch.StartNew();
var results = RunResults.Read(folder);
var read = watch.Elapsed;
var document = RunDocument.Of(folder, folder.ReadRecord()!, results);
var pooled = watch.Elapsed;
using (var page = new StreamWriter(Path.Combine(root, "report.html"))) ReportPage.Write(page, [document]);
Console.WriteLine(Invariant($"read {read.TotalSeconds:0.0} s, pooled {(pooled - read).TotalSeconds:0.0} s, page {(watch.Elapsed - pooled).TotalSeconds:0.0} s: {watch.Elapsed.TotalSeconds:0.0} s"));
Console.WriteLine(Invariant($"{document.Conditions.Count:N0} conditions; processor {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s, writing the log included; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
Directory.Delete(root, recursive: true);

// Every user has every query under every condition, so that any number of trials is spread over all of them.
static IEnumerable<TrialRecord> Trials(int users)
{
    var answer = string.Concat(Enumerable.Repeat("Go for what fits you, and keep the second-best in reserve. ", 8));
    for (var query = 0; ; query++)
        foreach (var model in (string[])["a", "b", "c", "d"])
            foreach (var method in (string[])["no-history", "zero-shot", "reminder", "rag", "oracle"])
                foreach (var expression in (string[])["direct", "contextual", "stylistic", "experience"])
                    foreach (var context in (string[])["simple", "normal"])
                        foreach (var task in (string[])["multiple-choice", "true-false", "open-ended"])
                            for (var user = 0; user < users; user++)
                                yield return Trial($"u{user}", query, new() { Dataset = "bench", Model = model, Method = method, Expression = expression, Context = context, Task = task, Preferences = query % 2 == 0 ? "original" : "generalized" }, answer);
}

static TrialRecord Trial(string user, int query, Condition condition, string answer)
{
    var random = new KeyedRandom(0, user, JsonSerializer.Serialize(condition, AttuneJson.Lines.Condition), $"{query}");
    var open = condition.Task == "open-ended";
    return new()
    {
        Key = $"{random.Next(int.MaxValue):x8}{random.Next(int.MaxValue):x8}{random.Next(int.MaxValue):x8}",
        Condition = condition,
        UserId = user,
        QueryId = $"{user}-q{query}",
        Outcome = TrialOutcome.Scored,
        Answer = answer,
        Evidence = condition.Method == "no-history" ? null : new(1, 1, null, random.Next(90_000)),
        Scores = open ? new() { ["awareness"] = 1 + random.Next(5), ["alignment"] = 1 + random.Next(5), ["quality"] = 1 + random.Next(5) } : new() { ["accuracy"] = random.Next(2) },
        Usage = new(40_000, 0, 200),
        Attempts = 1,
    };
}

static string Invariant(FormattableString text) => FormattableString.Invariant(text);
