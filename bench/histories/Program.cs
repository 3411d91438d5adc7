// Lays out the histories of 100 users at RealPref's extreme plan (247K tokens each), as a stream, and compares the time with that of
// counting each history's tokens afresh: dotnet run -c Release --project bench/histories
using System.Diagnostics;
using Attune;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Histories;
using Attune.Tokens;

const int users = 100;
var starter = Dataset.Open("starter");
var pool = Enumerable.Range(0, 6).SelectMany(copy => starter.RandomSessions.Select(s => Reworded(s, copy))).ToList();
var plan = ContextPlan.Parse("extreme");

var watch = Stopwatch.StartNew();
var tokens = new MessageTokens(Tokenizer.Default);
var builder = new HistoryBuilder(new RandomPool(pool, tokens, seed: 0), tokens, seed: 0);
long total = 0;
for (var user = 0; user < users; user++) total += Build(user).Tokens;
var streamed = watch.Elapsed;
var peak = Process.GetCurrentProcess().PeakWorkingSet64;

watch.Restart();
long recounted = 0;
for (var user = 0; user < users; user++)
    foreach (var message in Build(user).Messages) recounted += Tokenizer.Default.Count(message.Text);
var afresh = watch.Elapsed;

Console.WriteLine($"{users} histories, {total:N0} tokens ({total / users:N0} each)");
Console.WriteLine($"streamed with tokens counted once a session: {streamed.TotalSeconds:0.00} s, peak memory {peak >> 20:N0} MB");
Console.WriteLine($"the same, each history counted afresh: {afresh.TotalSeconds:0.00} s, ratio {afresh / streamed:0.0}");
return total == recounted ? 0 : 1;

// Every user has a copy of one starter user's sessions, as a dataset of 100 different users would have.
History Build(int user)
{
    var profile = starter.Profiles[user % starter.Profiles.Count];
    Transcript[] own = [.. starter.SessionsOf(profile.Id).Select(s => new Transcript(s with { UserId = $"{user}" }))];
    return builder.Build($"{user}", own, Attune.Conversations.Expressions.Experience, plan);
}

// Another session of the same length: its words in another order.
static Session Reworded(Session session, int copy) => session with
{
    Id = $"{session.Id}-{copy}",
    Turns = [.. session.Turns.Select(t => t with { Assistant = string.Join(' ', new KeyedRandom(copy, session.Id).Shuffle(t.Assistant.Split(' '))) })],
};
