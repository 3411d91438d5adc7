// Bradley-Terry of 100 models on 1,000,000 contests: reading their file, one fit and 1,000 bootstrap repeats, beside SciPy's L-BFGS on the same
// counts in the same run. Needs Debian's python3-scipy, or another Python with SciPy: dotnet run -c Release --project bench/bradley-terry [-- PYTHON]
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune;
using Attune.Statistics;

const int models = 100;
const int contests = 1_000_000;
const int repeats = 1000;
var folder = Directory.CreateTempSubdirectory("attune-bt-").FullName;
try
{
    return Run(Path.Combine(folder, "contests.jsonl"), Path.Combine(folder, "counts.csv"));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

int Run(string file, string counted)
{
    Write(file, counted);
    var megabytes = new FileInfo(file).Length / 1e6;
    var (reading, _) = Quickest(5, () => ContestCounts.Read(file));
    var counts = ContestCounts.Read(file);
    var (fitting, _) = Quickest(50, () => BradleyTerry.Fit(counts, repeats: 0));
    var (whole, processor) = Quickest(8, () => BradleyTerry.Fit(counts, repeats: repeats));
    var ours = BradleyTerry.Fit(counts, repeats: repeats);
    var theirs = SciPy(counted);
    var coefficients = Enumerable.Range(0, models).Select(m => ours.Coefficients[Name(m)]).ToList();
    var gap = Enumerable.Range(0, models).Max(m => Math.Abs(coefficients[m].Value - theirs.GetProperty("exact")[m].GetDouble()));
    var widths = coefficients.Average(c => c.High!.Value - c.Low!.Value) / Enumerable.Range(0, models).Average(m => theirs.GetProperty("high")[m].GetDouble() - theirs.GetProperty("low")[m].GetDouble());
    var (scipyFit, scipyWhole) = (theirs.GetProperty("fit").GetDouble(), theirs.GetProperty("seconds").GetDouble());
    Print($"reading {contests:N0} contests, {megabytes:0} MB: {reading:0.000} s, {megabytes / reading:0} MB/s");
    Print($"one fit: {fitting * 1000:0.0} ms; SciPy {scipyFit * 1000:0.0} ms, ratio {scipyFit / fitting:0.0}");
    Print($"one fit and {repeats:N0} repeats: {whole:0.000} s; SciPy {scipyWhole:0.000} s, ratio {scipyWhole / whole:0.0}");
    var scipyProcessor = theirs.GetProperty("processor").GetDouble();
    Print($"the same in processor seconds, on however many cores: {processor:0.000}; SciPy {scipyProcessor:0.000}, ratio {scipyProcessor / processor:0.0}");
    Print($"largest difference of a coefficient: {gap:0.0e+0}; our intervals' mean width is {widths:0.000} of SciPy's");
    return gap < 1e-6 && Math.Abs(widths - 1) < 0.05 ? 0 : 1;
}

void Write(string file, string counted)
{
    var random = new KeyedRandom(0, "contests");
    var tally = new SortedDictionary<(int, int), int[]>();
    using (var writer = new StreamWriter(file))
    {
        for (var contest = 0; contest < contests; contest++)
        {
            var a = random.Next(models);
            var b = (a + 1 + random.Next(models - 1)) % models;
            var result = random.NextDouble() < 0.1 ? 2 : random.NextDouble() < 1 / (1 + Math.Exp((a - b) / 33.0)) ? 0 : 1;
            writer.Write($$"""{"a":"{{Name(a)}}","b":"{{Name(b)}}","winner":"{{(result == 0 ? "a" : result == 1 ? "b" : "tie")}}"}{{"\n"}}""");
            var pair = a < b ? (a, b) : (b, a);
            if (!tally.TryGetValue(pair, out var counts)) tally.Add(pair, counts = new int[3]);
            counts[result == 2 || a < b ? result : 1 - result]++;
        }
    }

    File.WriteAllLines(counted, tally.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key.Item1},{t.Key.Item2},{t.Value[0]},{t.Value[1]},{t.Value[2]}")));
}

// The least of several rounds, as for SciPy; the first ones go to the compiler.
static (double Seconds, double Processor) Quickest(int rounds, Action work)
{
    var process = Process.GetCurrentProcess();
    var measured = Enumerable.Range(0, rounds).Select(_ =>
    {
        process.Refresh();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        work();
        process.Refresh();
        return (watch.Elapsed.TotalSeconds, Processor: (process.TotalProcessorTime - before).TotalSeconds);
    }).ToList();
    return (measured.Min(m => m.TotalSeconds), measured.Min(m => m.Processor));
}

JsonElement SciPy(string counted)
{
    var script = Path.Combine(AppContext.BaseDirectory, "scipy_fit.py");
    using var python = Process.Start(new ProcessStartInfo(args.Length > 0 ? args[0] : "/usr/bin/python3", [script, counted, repeats.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
    var output = python.StandardOutput.ReadToEnd();
    python.WaitForExit();
    return python.ExitCode == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException("SciPy's side has failed.");
}

static string Name(int model) => string.Create(CultureInfo.InvariantCulture, $"provider:model-{model:00}");

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
