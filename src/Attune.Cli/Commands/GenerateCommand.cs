using System.CommandLine;
using Attune.Cli.Output;
using Attune.Synthesis;

namespace Attune.Cli.Commands;

internal static class GenerateCommand
{
    public static Command Create(Screen screen) => new("generate", "Makes datasets.") { RealPref(screen), GenerateInterPrefCommand.Create(screen) };

    private static Command RealPref(Screen screen)
    {
        var output = new Option<string>("--out", "-o") { Description = "The dataset folder; the same command on it goes on where it stopped. Default: ./data/realpref.", DefaultValueFactory = _ => Path.Combine("data", "realpref") };
        var users = new Option<int>("--users") { Description = "How many users. Each has 10 original and 3 generalized preferences.", DefaultValueFactory = _ => 100 };
        var personas = new Option<string?>("--personas") { Description = """A file of lines such as {"persona": "a tram driver who paints at night"}; users are drawn from it at random. Default: the model invents them.""" };
        var topics = new Option<string?>("--topics") { Description = """A file of lines such as {"field": "Travel", "subtopic": "Accommodation"}, at least 13. Default: RealPref's 37.""" };
        var randomTurns = new Option<int>("--random-turns") { Description = "Turns of random conversation, shared by all users.", DefaultValueFactory = _ => 1000 };
        var language = new Option<string>("--language") { Description = "The language to write in. embedded:simulator knows English only.", DefaultValueFactory = _ => "English" };
        var making = new MakingOptions("writes", "generate-*.hbs", Stage.All);
        var command = new DocumentedCommand("realpref", "Makes a dataset as RealPref does: users, their preferences, conversations that reveal them in four ways, and queries.", """
            attune generate realpref --users 100 --out data/simulated
            attune generate realpref --users 20 --model openai:gpt-5-mini --personas persona.jsonl --max-cost 5 --out data/mine
            attune generate realpref --users 20 --model openai:gpt-5-mini --personas persona.jsonl --redo queries --out data/mine
            """) { output, users, personas, topics, randomTurns, language };
        making.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var folder = parsed.GetRequiredValue(output);
            var plan = new RealPrefPlan
            {
                Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                Users = parsed.GetRequiredValue(users),
                Model = making.Model(parsed),
                Seed = making.Seed(parsed),
                Personas = parsed.GetValue(personas),
                Topics = parsed.GetValue(topics),
                RandomTurns = parsed.GetRequiredValue(randomTurns),
                Language = parsed.GetRequiredValue(language),
                Prompts = making.Prompts(parsed),
            };
            return making.RunAsync(parsed, screen, (models, options) =>
            {
                var pipeline = new RealPrefPipeline(plan, folder, models.Resolve, options);
                return ExecuteAsync(screen, pipeline.RunAsync, ["profiles", "preferences", "sessions", "queries"], options, making.Json(parsed), token);
            });
        });
        return command;
    }

    /// <summary>Makes what is missing of a dataset and says what came of it.</summary>
    /// <param name="screen">Where it is said.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="needed">Kinds of records without which the dataset is of no use.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="json">Whether the report is printed as JSON.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<int> ExecuteAsync(
        Screen screen, Func<CancellationToken, Task<GenerationReport>> make, IReadOnlyList<string> needed, GenerationOptions options, bool json, CancellationToken cancellationToken) =>
        MakingView.RunAsync(screen, options, () => make(cancellationToken), report => report, report =>
        {
            if (json) screen.Json(report, AttuneJson.Documents.GenerationReport);
            else GenerationView.Print(screen, report);
            if (needed.FirstOrDefault(kind => report.Counts.GetValueOrDefault(kind) == 0) is not { } lacking) return Cli.Done;
            screen.Fail($"The dataset has no {lacking}: nothing can be measured with it.");
            return Cli.FailedTrials;
        });
}
