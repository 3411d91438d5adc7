using System.CommandLine;
using System.Globalization;
using Attune.Cli.Output;
using Attune.Synthesis.Pairs;

namespace Attune.Cli.Commands;

internal static class GenerateInterPrefCommand
{
    private const string AllPairs = "all";
    private const string ByModel = "model";
    private const string ByNobody = "none";

    public static Command Create(Screen screen)
    {
        var from = new Option<string>("--from") { Description = "The dataset whose preferences are paired: one of 'attune mine', or any other with preferences.", Required = true };
        var output = new Option<string?>("--out", "-o") { Description = "The dataset folder; the same command on it goes on where it stopped. Default: ./data/NAME-pairs." };
        var pairs = new Option<string>("--pairs") { Description = "How many pairs, or 'all'. A user's five preferences give up to 15.", DefaultValueFactory = _ => "200" };
        var verify = new Option<string>("--verify") { Description = "Who chooses among the three queries of a pair: the model, or nobody yet ('attune verify' lets people choose either way).", DefaultValueFactory = _ => ByModel };
        var language = new Option<string>("--language") { Description = "The language to write in. embedded:simulator knows English only.", DefaultValueFactory = _ => "English" };
        verify.AcceptOnlyFromAmong(ByModel, ByNobody);
        var making = new MakingOptions("writes", "generate-*.hbs", PairStage.All);
        var command = new DocumentedCommand("interpref", "Makes a dataset of preference pairs as InterPref does: opposed preferences, one query for both, and a history for each user.", """
            attune generate interpref --from data/chats-mined --out data/pairs
            attune generate interpref --from data/chats-mined --pairs all --model openai:gpt-5-mini --max-cost 5 --out data/pairs
            attune generate interpref --from data/chats-mined --verify none --out data/pairs && attune verify data/pairs --as nora
            """) { from, output, pairs, verify, language };
        making.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var source = parsed.GetRequiredValue(from);
            var folder = parsed.GetValue(output) ?? Path.Combine("data", NameOf(source) + "-pairs");
            var plan = new InterPrefPlan
            {
                Name = NameOf(folder),
                From = source,
                Model = making.Model(parsed),
                Pairs = Number(parsed.GetRequiredValue(pairs)),
                Seed = making.Seed(parsed),
                Verify = parsed.GetValue(verify) == ByModel,
                Language = parsed.GetRequiredValue(language),
                Prompts = making.Prompts(parsed),
            };
            return making.RunAsync(parsed, screen, (models, options) =>
            {
                var pipeline = new InterPrefPipeline(plan, folder, models.Resolve, options);
                return GenerateCommand.ExecuteAsync(screen, pipeline.RunAsync, ["pairs"], options, making.Json(parsed), token);
            });
        });
        return command;
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static int? Number(string pairs)
    {
        if (pairs == AllPairs) return null;
        return int.TryParse(pairs, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadInputException($"--pairs {pairs}", "is no number of pairs", "Give a number, as --pairs 200, or all");
    }
}
