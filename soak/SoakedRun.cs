using System.Text.Json;
using Attune.Runs;

namespace Attune.Soak;

/// <summary>What a run folder holds, whatever moment its process died at.</summary>
internal sealed class SoakedRun(string folder)
{
    public string Folder => folder;

    /// <summary>Trials that need nothing more.</summary>
    public int Settled => Trials().Count;

    /// <summary>What each settled trial came to, by its key.</summary>
    public Dictionary<string, string> Answers() =>
        Trials().ToDictionary(t => t.Key, t => $"{t.Outcome} {t.Choice} {string.Join(' ', t.Scores)} {t.Answer}");

    /// <summary>Answers and verdicts that were paid for and are kept, of settled trials and of those under way.</summary>
    public long Kept() => new[] { "calls.jsonl", "trials.jsonl" }.SelectMany(Lines)
        .GroupBy(t => t.GetProperty("key").GetString())
        .Sum(trial => Calls(trial.Last()));

    private static long Calls(JsonElement trial) =>
        (trial.TryGetProperty("answer", out _) ? 1 : 0) + (trial.TryGetProperty("verdicts", out var verdicts) ? verdicts.EnumerateObject().Count() : 0);

    private IReadOnlyList<TrialRecord> Trials() => File.Exists(Path.Combine(folder, "run.json")) ? [.. RunFolder.Open(folder).ReadTrials()] : [];

    private IEnumerable<JsonElement> Lines(string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path)) yield break;
        var text = File.ReadAllText(path);
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return JsonDocument.Parse(line).RootElement;
    }
}
