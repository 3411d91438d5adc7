// Deduplication and clustering of short texts, with the embeddings of embedded:lexical:
// dotnet run -c Release --project bench/clusters -- [TEXTS...]
using System.Diagnostics;
using Attune;
using Attune.Clusters;
using Attune.Datasets;
using Attune.Models;

const int wordsOfTopic = 6;
var starter = Dataset.Open("starter");
string[] words = [.. starter.RandomSessions.SelectMany(s => s.Turns.SelectMany(t => t.Assistant.Split([' ', '.', ',', '\n', '*', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries))).Where(w => w.Length > 4).Select(w => w.ToLowerInvariant()).Distinct()];
int[] sizes = args.Length > 0 ? [.. args.Select(int.Parse)] : [10_000, 100_000];
using var generator = EmbeddedModels.CreateEmbeddings();
TextClusters.Of((await generator.GenerateAsync(["warm", "up"])).Select(e => e.Vector));

foreach (var size in sizes)
{
    var topics = Math.Max(size / 50, 20);
    var watch = Stopwatch.StartNew();
    var embeddings = new List<ReadOnlyMemory<float>>(size);
    for (var i = 0; i < size; i++) embeddings.Add((await generator.GenerateAsync([Text(i, topics)]))[0].Vector);
    var embedded = watch.Elapsed;
    watch.Restart();
    var cpu = Environment.CpuUsage.TotalTime;
    var clusters = TextClusters.Of(embeddings);
    var took = (Wall: watch.Elapsed, Cpu: Environment.CpuUsage.TotalTime - cpu);
    var planted = Enumerable.Range(0, size).Where(i => i % 10 == 9).ToList();
    var found = planted.Count(i => clusters.SameAs[i] == clusters.SameAs[i - 4]);
    var together = planted.Count(i => clusters.ClusterOf[i - 1] == clusters.ClusterOf[i - 2]) / (double)planted.Count;
    Console.WriteLine(
        $"{size:N0} texts: embedded in {embedded.TotalSeconds:0.0} s, grouped in {took.Wall.TotalSeconds:0.0} s ({took.Cpu.TotalSeconds:0.0} s of CPU); {clusters.SameAs.Index().Count(s => s.Item == s.Index):N0} distinct, {clusters.Count:N0} clusters of {topics:N0} topics; "
        + $"planted duplicates found {100.0 * found / planted.Count:0.0} %; two of one topic share a cluster {100 * together:0.0} %; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
}

// The 7th and 8th of ten are of one topic. The 10th is the 6th with a word exchanged for a common one, so it says nearly the same.
string Text(int number, int topics)
{
    if (number % 10 == 9) return Text(number - 4, topics) + " also";
    var random = new KeyedRandom(number, "text");
    var topic = number % 10 is 7 or 8 ? number / 10 % topics : random.Next(topics);
    var own = new KeyedRandom(topic, "topic");
    string[] vocabulary = [.. Enumerable.Range(0, wordsOfTopic).Select(_ => words[own.Next(words.Length)])];
    return string.Join(' ', random.Shuffle(vocabulary).Take(5).Append(words[random.Next(words.Length)]));
}
