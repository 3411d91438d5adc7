using System.CommandLine;
using Attune.Cli.Output;
using Attune.Models;
using Attune.Synthesis.Mining;

namespace Attune.Cli.Commands;

internal static class MineCommand
{
    public static Command Create(Screen screen)
    {
        var chats = new Argument<string>("chats") { Description = "A dataset with chats: a folder, or the name of one in ./data. 'attune dataset import sharegpt' and its like make them." };
        var embeddings = new Option<string>("--embeddings") { Description = "The model that makes the embeddings by which duplicates are found and clusters formed, as openai:text-embedding-3-small.", DefaultValueFactory = _ => EmbeddedModels.Embeddings };
        var output = new Option<string?>("--out", "-o") { Description = "The dataset folder; the same command on it goes on where it stopped. Default: ./data/NAME-mined." };
        var making = new MakingOptions("reads the chats", "mine-*.hbs", MiningStage.All);
        var command = new DocumentedCommand("mine", "Finds what the users of real chats prefer: divides chats into topics, notes what each tells, folds what is said twice, names what belongs together.", """
            attune dataset import sharegpt chats.json --out data/chats --redact
            attune mine chats
            attune mine chats --model openai:gpt-5-mini --embeddings openai:text-embedding-3-small --max-cost 5 --out data/mined
            attune mine chats --model openai:gpt-5-mini --embeddings openai:text-embedding-3-small --redo categories --out data/mined
            """) { chats, embeddings, output };
        making.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var from = parsed.GetRequiredValue(chats);
            var folder = parsed.GetValue(output) ?? Path.Combine("data", Last(from) + "-mined");
            var plan = new MiningPlan
            {
                Name = Last(folder),
                Chats = from,
                Model = making.Model(parsed),
                Embeddings = parsed.GetRequiredValue(embeddings),
                Seed = making.Seed(parsed),
                Prompts = making.Prompts(parsed),
            };
            return making.RunAsync(parsed, screen, (models, options) =>
            {
                var pipeline = new MiningPipeline(plan, folder, models.Resolve, models.ResolveEmbeddings, options);
                return MakingView.RunAsync(screen, options, () => pipeline.RunAsync(token), report => report.Generation, report => Print(screen, report, making.Json(parsed)));
            });
        });
        return command;
    }

    private static int Print(Screen screen, MiningReport report, bool json)
    {
        if (json) screen.Json(report, AttuneJson.Documents.MiningReport);
        else MiningView.Print(screen, report);
        if (report.Spread.Preferences > 0) return Cli.Done;
        screen.Fail("No preference was found in these chats.");
        screen.Hint("Another model may find some; with --redo chunks, the same folder can be mined again.");
        return Cli.FailedTrials;
    }

    private static string Last(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
