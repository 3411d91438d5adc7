// 20 annotators at once, each with a connection of their own: post a verdict, follow to the next contest, read its token, post again.
// Prints verdicts a second, and counts what is stored against what was acknowledged: for a console that has just started, and for the same one
// in a second round. The argument is sqlite, postgres (one is started), or a connection string.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Judging;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Hosting;
using Attune.Web.Storage;
using Attune.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

const int People = 20;
const int Items = 2000;
const int Overlap = 2;
var folder = Directory.CreateTempSubdirectory("attune-bench-annotation-").FullName;
var db = args switch { ["postgres"] => await PostgresServer.NewDatabaseAsync(), [var given] when given != "sqlite" => given, _ => Path.Combine(folder, "console.db") };
await using var host = await ConsoleHost.StartAsync(new() { Urls = "http://127.0.0.1:0", Db = db, Accounts = true, CreateOwner = "first", LogRequests = false, Runs = folder, Data = folder });
var services = host.Services;
var accounts = services.GetRequiredService<AccountStore>();
var people = new List<(string Account, string Secret)>();
for (var i = 0; i < People; i++)
{
    var account = (await services.GetRequiredService<Database>().WriteAsync(t => accounts.TryAddAsync(t, $"annotator {i}", Role.Annotator, "none")))!;
    people.Add((account.Id, await services.GetRequiredService<SignIns>().BeginAsync(account.Id)));
}

foreach (var state in (string[])["cold", "warm"])
{
    var round = await NewRoundAsync();
    var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
    var acknowledged = (await Task.WhenAll(people.Select(p => Task.Run(() => WorkAsync(round, p.Secret))))).Sum();
    var (seconds, processor) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / acknowledged);
    var answers = await services.GetRequiredService<RoundStore>().AnswersAsync(round);
    var doubled = answers.Count - answers.DistinctBy(a => (a.ItemId, a.Pseudonym)).Count();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(Database.IsFile(db) ? "SQLite" : "PostgreSQL")}, {state}: {acknowledged:N0} verdicts by {People} annotators in {seconds:0.0} s: {acknowledged / seconds:N0} a second, {processor:0.00} ms of this process each; stored {answers.Count:N0}, doubled {doubled}"));
}

Task<string> NewRoundAsync() => services.GetRequiredService<RoundStore>().CreateAsync(new()
{
    Name = "Bench",
    Kind = Round.Contests,
    Source = "none",
    Instructions = "Judge.",
    Overlap = Overlap,
    ShowsOpinions = false,
    Annotators = [.. people.Select(p => p.Account)],
    Items = [.. Enumerable.Range(0, Items).Select(i => new NewItem(Body(i), i % 2 == 0, null))],
});

async Task<int> WorkAsync(string round, string secret)
{
    var acknowledged = 0;
    var cookies = new CookieContainer();
    cookies.Add(new Cookie("attune", secret, "/", host.Addresses[0].Host));
    using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = host.Addresses[0] };
    var page = await http.GetStringAsync($"/annotate/{round}");
    page = await PostAsync(http, $"/annotate/{round}/next", page);
    while (Patterns.Task().Match(page) is { Success: true } task)
    {
        page = await PostAsync(http, task.Groups[1].Value, page, ("answer", "left"), ("token", Patterns.Token().Match(page).Groups[1].Value), ("comment", "So it seems to me."));
        acknowledged++;
    }

    return acknowledged;
}

static async Task<string> PostAsync(HttpClient http, string path, string page, params (string, string)[] fields)
{
    using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", Patterns.Form().Match(page).Groups[1].Value), .. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]);
    using var response = await http.PostAsync(path, form);
    response.EnsureSuccessStatusCode();
    return await response.Content.ReadAsStringAsync();
}

static string Body(int i)
{
    var condition = new Condition { Dataset = "d", Model = "m", Method = "zero-shot", Task = "pair", Preferences = "original" };
    var pair = new AnsweredPair("Likes it loud.", "Likes it quiet.", $"Where do I go on day {i}?", new string('a', 1000), new string('b', 1000));
    return JsonSerializer.Serialize(new ShownContest { Key = $"{i}", A = condition, B = condition with { Method = "rag" }, PairId = $"{i}", Users = ["u", "v"], Answers = "x", ByA = pair, ByB = pair }, Attune.AttuneJson.Lines.ShownContest);
}

internal static partial class Patterns
{
    [GeneratedRegex("action=\"(/annotate/tasks/[0-9a-f]+)\" class=\"verdict\"")]
    public static partial Regex Task();

    [GeneratedRegex("name=\"token\" value=\"([0-9a-f]+)\"")]
    public static partial Regex Token();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    public static partial Regex Form();
}
