// The speed of Attune's tokenizer on one core; run.sh runs it beside the fastest JavaScript one.
// Prints one line of JSON per call measured: the median of the timed rounds over a file in pieces of 4,000 characters.
using System.Diagnostics;
using System.Globalization;
using Attune.Tokens;

const int PieceLength = 4000;
const int TimedRounds = 15;
var warmUp = TimeSpan.FromSeconds(4);

if (args is not [var encoding, var file])
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- ENCODING TEXT_FILE");
    return 1;
}

var text = File.ReadAllText(file);
var pieces = text.Chunk(PieceLength).Select(piece => new string(piece)).ToArray();

var load = Stopwatch.StartNew();
var tokenizer = Tokenizer.Get(encoding);
tokenizer.Count("Hello, world!");
Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Attune: {load.Elapsed.TotalMilliseconds:F0} ms to the first count"));

Measure("count", piece => tokenizer.Count(piece));
Measure("encode", piece => tokenizer.Encode(piece).Count);
return 0;

void Measure(string call, Func<string, int> tokensOf)
{
    for (var watch = Stopwatch.StartNew(); watch.Elapsed < warmUp;)
        TokensOfAll(tokensOf);

    var rounds = new List<double>();
    long tokens = 0;
    for (var round = 0; round < TimedRounds; round++)
    {
        var watch = Stopwatch.StartNew();
        tokens = TokensOfAll(tokensOf);
        rounds.Add(text.Length / watch.Elapsed.TotalSeconds);
    }

    var median = rounds.Order().ElementAt(TimedRounds / 2);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $$"""{"tokenizer":"Attune","call":"{{call}}","tokens":{{tokens}},"charactersPerSecond":{{median:F0}}}"""));
}

long TokensOfAll(Func<string, int> tokensOf)
{
    long tokens = 0;
    foreach (var piece in pieces)
        tokens += tokensOf(piece);

    return tokens;
}
