// Self-BLEU by InterPref's whole protocol (100 draws of 100 dialogues of 580 tokens), and one draw of it counted the plain way, every
// dialogue against each of the other 99: dotnet run -c Release --project bench/self-bleu
using System.Diagnostics;
using Attune;
using Attune.Datasets;
using Attune.Statistics;
using Attune.Tokens;

const int pool = 400;
var starter = Dataset.Open("starter");
var sentences = starter.RandomSessions.Concat(starter.Profiles.SelectMany(p => starter.SessionsOf(p.Id)))
    .SelectMany(s => s.Turns.SelectMany(t => $"{t.User} {t.Assistant}".Split(". "))).ToArray();
var tokenizer = Tokenizer.Get(SelfBleu.Encoding);
var dialogues = Enumerable.Range(0, pool).Select(Dialogue).ToArray();
SelfBleu.OfTokens(dialogues[..10], seed: 0);

var watch = Stopwatch.StartNew();
var whole = SelfBleu.OfTokens(dialogues, seed: 0)!;
var ours = watch.Elapsed;
Console.WriteLine($"{whole.Repeats} draws of {whole.Dialogues} dialogues: {ours.TotalSeconds:0.00} s, mean {whole.Mean:0.0000}, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");

var one = dialogues[..SelfBleu.DrawSize];
watch.Restart();
var drawn = SelfBleu.OfTokens(one, seed: 0)!;
var ourDraw = watch.Elapsed;
watch.Restart();
var plain = one.Select((_, i) => Plain(one[i], [.. one.Where((_, j) => j != i)])).ToList();
var plainDraw = watch.Elapsed;
var gap = Enumerable.Range(0, SelfBleu.Orders).Max(order => Math.Abs(plain.Average(p => p[order]) - drawn.ByOrder[order]));
Console.WriteLine($"one draw: {ourDraw.TotalMilliseconds:0} ms; counted the plain way: {plainDraw.TotalSeconds:0.0} s, ratio {plainDraw / ourDraw:0}; largest difference {gap:0e0}");
return gap < 1e-9 ? 0 : 1;

int[] Dialogue(int number)
{
    var random = new KeyedRandom(number, "dialogue");
    var tokens = new List<int>();
    while (tokens.Count < SelfBleu.LongestDialogue) tokens.AddRange(tokenizer.Encode(sentences[random.Next(sentences.Length)] + ". "));
    return [.. tokens.Take(SelfBleu.LongestDialogue)];
}

// BLEU as it is written down: for each order, the hypothesis's counts clipped by each reference's in turn.
static double[] Plain(int[] hypothesis, int[][] references)
{
    var precisions = new double[SelfBleu.Orders];
    for (var n = 1; n <= precisions.Length; n++)
    {
        var own = Count(hypothesis, n);
        var highest = new Dictionary<string, int>();
        foreach (var reference in references)
            foreach (var (ngram, count) in Count(reference, n)) highest[ngram] = Math.Max(highest.GetValueOrDefault(ngram), count);
        var matches = own.Sum(o => Math.Min(o.Value, highest.GetValueOrDefault(o.Key)));
        precisions[n - 1] = (matches == 0 ? 0.1 : matches) / Math.Max(hypothesis.Length - n + 1, 1);
    }

    return [.. precisions.Select((_, order) => Math.Exp(precisions.Take(order + 1).Average(Math.Log)))];
}

static Dictionary<string, int> Count(int[] tokens, int n) =>
    Enumerable.Range(0, tokens.Length - n + 1).CountBy(i => string.Join(' ', tokens[i..(i + n)])).ToDictionary();
