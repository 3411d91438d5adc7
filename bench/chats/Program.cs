// Real chats in: a ShareGPT array of so many megabytes (default 2,000) is written, imported and removed. Time and peak memory:
// dotnet run -c Release --project bench/chats -- [megabytes] [redact]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune.Datasets;
using Attune.Datasets.Importing.Chats;
using Attune.Redacting;

var megabytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
var redactor = args.Contains("redact") ? new Redactor() : null;
var root = Directory.CreateTempSubdirectory("attune-bench-");
try
{
    var source = Path.Combine(root.FullName, "sharegpt.json");
    Write(source, (long)megabytes << 20);
    var before = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    var watch = Stopwatch.StartNew();
    var result = ChatImporter.Import(ChatFormat.ShareGpt, source, Path.Combine(root.FullName, "out"), new() { Redactor = redactor });
    var seconds = watch.Elapsed.TotalSeconds;
    Console.WriteLine($"{new FileInfo(source).Length >> 20:N0} MB, {result.Counts["sessions"]:N0} conversations, {result.Turns:N0} turns: {seconds:0.0} s, {megabytes / seconds:0} MB/s");
    Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB ({before} MB before)");
    if (redactor is not null) Console.WriteLine($"redacted: {string.Join(", ", redactor.Counts.Select(c => $"{c.Value:N0} {c.Key}"))}");
}
finally
{
    root.Delete(recursive: true);
}

// The starter's random conversations over and over; in every tenth the user gives an address and a number.
static void Write(string path, long bytes)
{
    var sessions = Dataset.Open("starter").RandomSessions;
    using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    using var json = new Utf8JsonWriter(file);
    json.WriteStartArray();
    for (var number = 0; file.Position < bytes; number++)
    {
        json.WriteStartObject();
        json.WriteString("id", $"c{number}");
        json.WriteStartArray("conversations");
        foreach (var turn in sessions[number % sessions.Count].Turns)
        {
            Message("human", number % 10 == 0 ? $"{turn.User} Write to u{number}@example.org or ring +49 170 {number % 9_000_000 + 1_000_000}." : turn.User);
            Message("gpt", turn.Assistant);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    json.WriteEndArray();

    void Message(string from, string value)
    {
        json.WriteStartObject();
        json.WriteString("from", from);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
