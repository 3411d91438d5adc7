using System.Text.Json.Nodes;
using Attune.Datasets;
using Attune.Runs;

namespace Attune.Web.Tests.Consoles;

/// <summary>Runs on the starter dataset, made in the folder of a console.</summary>
public static class SampleRun
{
    public static Experiment Experiment { get; } = new()
    {
        Dataset = "starter",
        Models = ["embedded:lexical", "embedded:lexical?window=400"],
        Methods = ["zero-shot", "rag"],
        Contexts = ["interval=1500,tail=300"],
        Expressions = ["direct"],
        LimitUsers = 2,
        About = "Does the console show what was asked?",
    };

    /// <summary>A finished run.</summary>
    public static async Task<RunFolder> MakeAsync(string consoleFolder, string name, Experiment? experiment = null)
    {
        var runner = new Runner(experiment ?? Experiment, options: new() { Out = Path.Combine(consoleFolder, "runs", name), Concurrency = 2 });
        await runner.RunAsync();
        return runner.Folder;
    }

    /// <summary>A small run whose log is changed afterwards, trial by trial.</summary>
    public static async Task<RunFolder> ForgeAsync(string consoleFolder, string name, Action<JsonNode> change)
    {
        var folder = await MakeAsync(consoleFolder, name, Experiment with { LimitUsers = 1, Models = ["embedded:random"], Methods = ["zero-shot"], Tasks = ["multiple-choice"] });
        var log = Path.Combine(folder.Location, "trials.jsonl");
        var trials = (await File.ReadAllLinesAsync(log)).Select(line => JsonNode.Parse(line)!).ToList();
        trials.ForEach(change);
        await File.WriteAllLinesAsync(log, trials.Select(t => t.ToJsonString()));
        return folder;
    }

    /// <summary>The starter as a folder of the console, whose files may be changed.</summary>
    public static string CopyStarter(string consoleFolder, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(consoleFolder, "data", name)).FullName;
        foreach (var file in (string[])["dataset.json", "profiles.jsonl", "preferences.jsonl", "sessions.jsonl", "queries.jsonl"])
        {
            using var from = typeof(Dataset).Assembly.GetManifestResourceStream($"Starter/{file}")!;
            using var to = File.Create(Path.Combine(folder, file));
            from.CopyTo(to);
        }

        return folder;
    }
}
