// Near-duplicates among 100,000 short texts, and among 5,000 of them beside comparing every pair:
// dotnet run -c Release --project bench/near-duplicates
using System.Diagnostics;
using Attune;
using Attune.Datasets;
using Attune.Statistics;

const int many = 100_000;
const int few = 5_000;
var starter = Dataset.Open("starter");
string[] words = [.. starter.Preferences.SelectMany(p => p.Text.Split(' ')).Concat(starter.RandomSessions.SelectMany(s => s.Turns.SelectMany(t => t.Assistant.Split(' '))))];
var texts = Enumerable.Range(0, many).Select(Text).ToArray();
_ = NearDuplicates.Find(texts[..100]).Count();

var watch = Stopwatch.StartNew();
var found = NearDuplicates.Find(texts).Count();
var whole = watch.Elapsed;
Console.WriteLine($"{many:N0} texts, {texts.Average(t => t.Length):0} characters on average: {found:N0} pairs, {whole.TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");

var some = texts[..few];
watch.Restart();
var ours = NearDuplicates.Find(some).Select(p => (p.First, p.Second)).ToList();
var ourTime = watch.Elapsed;
watch.Restart();
var sets = some.Select(Features).ToArray();
var plain = new List<(int, int)>();
for (var i = 0; i < few; i++)
    for (var j = i + 1; j < few; j++)
        if (Similarity(sets[i], sets[j]) >= 0.8) plain.Add((i, j));
var plainTime = watch.Elapsed;
Console.WriteLine($"{few:N0} texts: {ourTime.TotalSeconds:0.00} s; every pair compared: {plainTime.TotalSeconds:0.0} s, ratio {plainTime / ourTime:0}; {ours.Count} and {plain.Count} pairs");
return ours.SequenceEqual(plain) ? 0 : 1;

// One in ten texts is another one with a word exchanged; words are as common as they are in the starter.
string Text(int number)
{
    var random = new KeyedRandom(number, "text");
    if (number % 10 != 9) return string.Join(' ', Enumerable.Range(0, 15 + random.Next(20)).Select(_ => words[random.Next(words.Length)]));
    var changed = Text(number - 1 - random.Next(9)).Split(' ');
    changed[random.Next(changed.Length)] = words[random.Next(words.Length)];
    return string.Join(' ', changed);
}

static HashSet<string> Features(string text)
{
    string[] own = [.. System.Text.RegularExpressions.Regex.Matches(text.ToLowerInvariant(), @"\w+").Select(m => m.Value)];
    return [.. own, .. own.Zip(own.Skip(1), (a, b) => $"{a} {b}")];
}

static double Similarity(HashSet<string> a, HashSet<string> b)
{
    var shared = a.Count(b.Contains);
    return (double)shared / (a.Count + b.Count - shared);
}
