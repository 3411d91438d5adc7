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
        var model = new Option<string>("--model", "-m") { Description = "The model that reads the chats.", DefaultValueFactory = _ => "embedded:simulator" };
        var embeddings = new Option<string>("--embeddings") { Description = "The model that makes the embeddings by which duplicates are found and clusters formed, as openai:text-embedding-3-small.", DefaultValueFactory = _ => EmbeddedModels.Embeddings };
        var output = new Option<string?>("--out", "-o") { Description = "The dataset folder; the same command on it goes on where it stopped. Default: ./data/NAME-mined." };
        var seed = new Option<long>("--seed") { Description = "With embedded models: same seed, same bytes. Default: 0." };
        var prompts = new Option<string?>("--prompts") { Description = "A folder of prompts (mine-*.hbs) that replace those that ship." };
        var redo = new Option<string[]>("--redo") { Description = "Make these stages anew, and what builds on them: " + string.Join(", ", MiningStage.All) + ".", AllowMultipleArgumentsPerToken = true };
        var concurrency = RunCommand.Concurrency();
        var (models, budget, cache, watch, json) = (new ModelsOption(), new BudgetOptions(), new CacheOptions(), new WatchOptions(), RunCommand.Json());
        concurrency.Description = "Calls in flight at once. Default: 8.";
        redo.AcceptOnlyFromAmong([.. MiningStage.All]);
        var command = new DocumentedCommand("mine", "Finds what the users of real chats prefer: divides chats into topics, notes what each tells, folds what is said twice, names what belongs together.", """
            attune dataset import sharegpt chats.json --out data/chats --redact
            attune mine chats
            attune mine chats --model openai:gpt-5-mini --embeddings openai:text-embedding-3-small --max-cost 5 --out data/mined
            attune mine chats --model openai:gpt-5-mini --embeddings openai:text-embedding-3-small --redo categories --out data/mined
            """) { chats, model, embeddings, output, seed, prompts, redo, concurrency };
        models.AddTo(command);
        budget.AddTo(command);
        cache.AddTo(command);
        watch.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, token) =>
        {
            var from = parsed.GetRequiredValue(chats);
            var folder = parsed.GetValue(output) ?? Path.Combine("data", Last(from) + "-mined");
            var plan = new MiningPlan
            {
                Name = Last(folder),
                Chats = from,
                Model = parsed.GetRequiredValue(model),
                Embeddings = parsed.GetRequiredValue(embeddings),
                Seed = parsed.GetValue(seed),
                Prompts = parsed.GetValue(prompts),
            };
            using var watching = watch.Begin(parsed, screen);
            using var responses = cache.Open(parsed, [plan.Model]);
            var options = budget.ReadFor(parsed, new()
            {
                Concurrency = parsed.GetValue(concurrency),
                Cache = responses,
                Log = watching.Log,
                Redo = parsed.GetValue(redo) ?? [],
            });
            var catalog = models.Read(parsed, responses, watching.Log);
            var pipeline = new MiningPipeline(plan, folder, catalog.Resolve, catalog.ResolveEmbeddings, options);
            return await MakingView.RunAsync(screen, options, () => pipeline.RunAsync(token), report => report.Generation, report =>
            {
                if (parsed.GetValue(json)) screen.Json(report, AttuneJson.Documents.MiningReport);
                else MiningView.Print(screen, report);
                if (report.Spread.Preferences > 0) return Cli.Done;
                screen.Fail("No preference was found in these chats.");
                screen.Hint("Another model may find some; with --redo chunks, the same folder can be mined again.");
                return Cli.FailedTrials;
            }).ConfigureAwait(false);
        });
        return command;
    }

    private static string Last(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
