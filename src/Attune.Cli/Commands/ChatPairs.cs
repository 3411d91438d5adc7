using Attune.Cli.Output;
using Attune.Datasets.Importing.Chats;
using Attune.Redacting;
using Attune.Synthesis;
using Attune.Synthesis.Mining;
using Attune.Synthesis.Pairs;

namespace Attune.Cli.Commands;

/// <summary>Makes the dataset of an experiment on real chats: imports, mines and pairs them, as the three commands do. What is there is not made again.</summary>
internal sealed class ChatPairs(Screen screen, ChatSource chats, ModelCatalog models, Func<GenerationOptions> options)
{
    /// <returns>The exit code; unless it is <see cref="Cli.Done"/>, there is no dataset.</returns>
    public async Task<int> MakeAsync(string folder, long seed, CancellationToken cancellationToken)
    {
        if (IsWhole(folder)) return Cli.Done;
        var (imported, mined) = (folder + "-chats", folder + "-mined");
        if (!File.Exists(Path.Combine(imported, "dataset.json"))) Import(imported, cancellationToken);
        var exit = IsWhole(mined) ? Cli.Done : Marked(mined, await MineAsync(imported, mined, seed, cancellationToken).ConfigureAwait(false));
        return exit == Cli.Done ? Marked(folder, await PairAsync(mined, folder, seed, cancellationToken).ConfigureAwait(false)) : exit;
    }

    private void Import(string folder, CancellationToken cancellationToken)
    {
        var result = ChatImporter.Import(chats.ReadAs, chats.File!, folder, new() { UserId = chats.User, Redactor = chats.IsRedacted ? new Redactor() : null }, cancellationToken);
        screen.Hint($"Imported {folder}: {result.Turns:N0} turns of {result.Counts["profiles"]:N0} users{(chats.IsRedacted ? ", redacted" : "")}.");
    }

    private async Task<int> MineAsync(string from, string folder, long seed, CancellationToken cancellationToken)
    {
        var plan = new MiningPlan { Name = Path.GetFileName(folder), Chats = from, Model = chats.Writer, Embeddings = chats.Embedder, Seed = seed };
        var making = options();
        var pipeline = new MiningPipeline(plan, folder, models.Resolve, models.ResolveEmbeddings, making);
        return await MakingView.RunAsync(screen, making, () => pipeline.RunAsync(cancellationToken), report => report.Generation, report =>
        {
            screen.Hint($"Mined {folder}: {report.Spread.Preferences:N0} preferences in {report.Spread.Clusters:N0} clusters.");
            return Enough(report.Spread.Preferences, "No preference was found in these chats.");
        }).ConfigureAwait(false);
    }

    private async Task<int> PairAsync(string from, string folder, long seed, CancellationToken cancellationToken)
    {
        var plan = new InterPrefPlan { Name = Path.GetFileName(folder), From = from, Model = chats.Writer, Pairs = chats.Pairs, Seed = seed };
        var making = options();
        var pipeline = new InterPrefPipeline(plan, folder, models.Resolve, making);
        return await MakingView.RunAsync(screen, making, () => pipeline.RunAsync(cancellationToken), report => report, report =>
        {
            var pairs = report.Counts.GetValueOrDefault("pairs");
            screen.Hint($"Paired {folder}: {pairs:N0} pairs, {report.SetAside.Values.Sum():N0} records set aside. 'attune verify {folder}' lets people check their queries.");
            return Enough(pairs, "No pairs could be made of these preferences.");
        }).ConfigureAwait(false);
    }

    private int Enough(int found, string otherwise)
    {
        if (found > 0) return Cli.Done;
        screen.Fail(otherwise);
        return Cli.FailedTrials;
    }

    /// <summary>A dataset whose calls failed in part stands there too, and must not be measured with: the next call goes on making it.</summary>
    private static bool IsWhole(string folder) => File.Exists(Mark(folder));

    private static int Marked(string folder, int exit)
    {
        if (exit == Cli.Done) Disk.Guard(folder, () => File.WriteAllText(Mark(folder), ""));
        return exit;
    }

    private static string Mark(string folder) => Path.Combine(folder, "making", "whole");
}
