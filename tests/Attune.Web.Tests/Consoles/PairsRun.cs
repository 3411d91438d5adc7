using Attune.Models;
using Attune.Runs;
using Attune.Synthesis.Pairs;

namespace Attune.Web.Tests.Consoles;

/// <summary>A small run on preference pairs by embedded models, made in a console's folders.</summary>
internal static class PairsRun
{
    /// <summary>4 contestants over 6 pairs: 36 contests, each decided by embedded:judge.</summary>
    public const int Contests = 36;

    /// <summary>Makes the dataset where it is missing, and the run.</summary>
    /// <returns>The run's folder, whose name is <paramref name="name"/>.</returns>
    public static async Task<RunFolder> MakeAsync(string folder, string name = "tournament", int? contests = null)
    {
        await MakeDatasetAsync(folder);
        var runner = RunnerOf(folder, name, contests);
        await runner.RunAsync();
        return runner.Folder;
    }

    /// <summary>Makes the dataset where it is missing: 6 pairs with three candidates each.</summary>
    /// <returns>Its folder.</returns>
    public static async Task<string> MakeDatasetAsync(string folder)
    {
        var dataset = Path.Combine(folder, "data", "pairs");
        if (!Directory.Exists(dataset))
            await new InterPrefPipeline(new() { Name = "pairs", From = "starter", Model = "embedded:simulator", Pairs = 6 }, dataset, EmbeddedModels.Create).RunAsync();
        return dataset;
    }

    /// <summary>The same experiment again: what is settled is not run twice.</summary>
    public static Runner RunnerOf(string folder, string name = "tournament", int? contests = null) => new(
        new()
        {
            Dataset = Path.Combine(folder, "data", "pairs"),
            Models = ["embedded:lexical", "embedded:generic"],
            Methods = ["zero-shot", "oracle"],
            Contexts = ["simple"],
            Tasks = ["pair"],
            Contests = contests,
        },
        EmbeddedModels.Create,
        new() { Out = Path.Combine(folder, "runs", name) });
}
