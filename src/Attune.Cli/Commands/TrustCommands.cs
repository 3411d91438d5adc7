using System.CommandLine;
using Attune.Cli.Measures;
using Attune.Cli.Output;
using Attune.Statistics;

namespace Attune.Cli.Commands;

/// <summary>The parts of <c>attune metrics</c> that ask whether an evaluator can be trusted.</summary>
internal static class TrustCommands
{
    public static IEnumerable<Command> Create(Screen screen) => [LengthBias(screen), SelfPreference(screen), Consistency(screen)];

    private static DocumentedCommand LengthBias(Screen screen)
    {
        var file = File("CSV with the header length,passed (and cluster, such as the user, if answers resemble each other), or JSON lines with these fields. passed is true or false, and empty where there is no verdict.");
        var (seed, json) = (Seed(), RunCommand.Json());
        var command = new DocumentedCommand("length-bias", "Whether long answers pass more often: pass rates of the longer and the shorter half, and their difference.", """
            attune metrics length-bias verdicts.csv
            attune metrics length-bias verdicts.jsonl --json
            """) { file, seed, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var faults = new RecordFaults();
            var items = faults.All(RecordsFile.Read(path, ["length", "passed"], "cluster"), r =>
                new JudgedLength(faults.Length(r, r.Cells[0]), faults.Passed(r, r.Cells[1]), r.Cells[2].Length > 0 ? r.Cells[2] : null));
            var bias = Attune.Statistics.LengthBias.Of(items, parsed.GetValue(seed));
            if (parsed.GetValue(json)) screen.Json(bias, MetricsJson.Documents.LengthBias);
            else TrustTables.Print(screen.Results, bias);
            if (bias.Undefined is { } reason) throw new BadInputException(path, $"there is no difference: {reason}", "Give verdicts on items of different lengths");
        });
        return command;
    }

    private static DocumentedCommand SelfPreference(Screen screen)
    {
        var file = File("CSV with the header generator,evaluator,passed (and item, such as the preference pair: then evaluators are compared item by item), or JSON lines with these fields. passed is true or false, and empty where there is no verdict.");
        var (seed, json) = (Seed(), RunCommand.Json());
        var command = new DocumentedCommand("self-preference", "Whether evaluators favour their own answers: pass rates by generator and evaluator, and each one's gain on its own.", """
            attune metrics self-preference verdicts.csv
            attune metrics self-preference verdicts.jsonl --json
            """) { file, seed, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var faults = new RecordFaults();
            var verdicts = faults.All(RecordsFile.Read(path, ["generator", "evaluator", "passed"], "item"), r => new EvaluatedAnswer(
                faults.Name(r, r.Cells[0], "generator"), faults.Name(r, r.Cells[1], "evaluator"), faults.Passed(r, r.Cells[2]), r.Cells[3].Length > 0 ? r.Cells[3] : null));
            var preference = Attune.Statistics.SelfPreference.Of(verdicts, parsed.GetValue(seed), path);
            if (parsed.GetValue(json)) screen.Json(preference, MetricsJson.Documents.SelfPreference);
            else TrustTables.Print(screen.Results, preference);
            if (preference.Undefined is { } reason) throw new BadInputException(path, $"self-preference is unknown: {reason}", "Let an evaluator judge its own answers, and at least one other evaluator the same ones");
        });
        return command;
    }

    private static DocumentedCommand Consistency(Screen screen)
    {
        var file = File("CSV: a line that names the raters, then a line for each item; the first column is the model, each further one a person, empty where a label is missing. A column before them called item or id is skipped.");
        var (seed, json) = (Seed(), RunCommand.Json());
        var command = new DocumentedCommand("consistency", "How often a model says what most people say, with Cohen's kappa and what always saying the same would reach.", """
            attune metrics consistency model-and-people.csv
            """) { file, seed, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var ratings = RatingsFile.Read(path);
            var consistency = Attune.Statistics.Consistency.Of(ratings.Labels().Select(l => new RatedItem(l[0], [.. l.Skip(1)])), parsed.GetValue(seed));
            if (parsed.GetValue(json)) screen.Json(consistency, MetricsJson.Documents.Consistency);
            else TrustTables.Print(screen.Results, consistency, ratings);
            if (consistency.Undefined is { } reason) throw new BadInputException(path, $"consistency is unknown: {reason}", "Give items that the model and people have labelled, the model in the first column");
        });
        return command;
    }

    private static Option<long> Seed() => new("--seed") { Description = "Of the resampling that gives the intervals.", DefaultValueFactory = _ => 0 };

    private static Argument<string> File(string description) => new("file") { Description = description };
}
