// Load on a running 'attune serve-model', and what it cost the server by its own account:
//   attune serve-model embedded:lexical --urls http://127.0.0.1:8081 &
//   dotnet run -c Release --project bench/serve-model -- http://127.0.0.1:8081
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

const int InFlight = 64;
const int Users = 8;
const int HistoryMessages = 280;
const int MessageLength = 2000;

var model = args.ElementAtOrDefault(1) ?? "lexical";

// The client shares its cores with the server, so a history is written once and only its question changes.
var histories = Enumerable.Range(0, Users).Select(History).ToArray();
var singles = Enumerable.Range(0, InFlight).Select(One).ToArray();
using var http = new HttpClient { BaseAddress = new(args[0]), Timeout = TimeSpan.FromMinutes(5) };
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine("load                                            requests/s   server CPU ms/request");
await MeasureAsync("warming up", 3000, i => Tiny(i));
await MeasureAsync("tiny prompts", 20_000, i => Tiny(i));
await MeasureAsync("560,000 characters, histories new", Users, i => Long(i, question: 0));
await MeasureAsync("560,000 characters, histories known", 1000, i => Long(i, question: i + 1));
await MeasureAsync("560,000 characters in one message, new each", InFlight, i => singles[i]);
await MeasureAsync("560,000 characters in one message, known", 640, i => singles[i % InFlight]);

async Task MeasureAsync(string name, int requests, Func<int, byte[]> body)
{
    await http.PostAsync("stats/reset", null);
    var (watch, next) = (Stopwatch.StartNew(), -1);
    await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
    {
        for (int i; (i = Interlocked.Increment(ref next)) < requests;)
        {
            using var response = await http.PostAsync("v1/chat/completions", new ByteArrayContent(body(i)));
            response.EnsureSuccessStatusCode();
        }
    }));
    var seconds = watch.Elapsed.TotalSeconds;
    var stats = await http.GetFromJsonAsync<JsonElement>("stats");
    var cpu = stats.GetProperty("cpu_seconds").GetDouble() * 1000 / requests;
    Console.WriteLine($"{name,-46}{requests / seconds,12:N0}{cpu,24:N3}");
}

byte[] Tiny(int i) => Body([("user", "I love ramen and avoid sushi."), ("assistant", "Noted."), ("user", $"Which ramen place is best for evening {i % 50}?")]);

byte[] One(int i) => Body([("user", Text(i, HistoryMessages * MessageLength))]);

byte[] Long(int i, int question)
{
    var body = (byte[])histories[i % Users].Clone();
    Encoding.UTF8.GetBytes(question.ToString("D5", CultureInfo.InvariantCulture)).CopyTo(body, body.AsSpan().LastIndexOf("00000"u8));
    return body;
}

byte[] History(int user) => Body(Enumerable.Range(0, HistoryMessages)
    .Select(m => (m % 2 == 0 ? "user" : "assistant", Text(user * 1000 + m, MessageLength)))
    .Append(("user", "Question 00000 about ramen?")));

byte[] Body(IEnumerable<(string Role, string Content)> messages) =>
    JsonSerializer.SerializeToUtf8Bytes(new { model, messages = messages.Select(m => new { role = m.Role, content = m.Content }) });

static string Text(int seed, int length)
{
    string[] words = ["walking", "ramen", "the", "museum", "on", "evening", "I", "prefer", "quiet", "trains", "and", "never", "take", "spicy", "food", "because", "\"it\"", "hurts.\n", "Maybe", "tomorrow,"];
    var (random, text) = (new Random(seed), new StringBuilder(length + 10));
    while (text.Length < length) text.Append(words[random.Next(words.Length)]).Append(' ');
    return text.ToString(0, length);
}
