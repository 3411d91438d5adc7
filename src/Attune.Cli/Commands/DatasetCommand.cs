using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets;

namespace Attune.Cli.Commands;

internal static class DatasetCommand
{
    public static Command Create(Screen screen) => new("dataset", "Looks at datasets, checks them, and makes them of others and of other formats.")
    {
        Validate(screen),
        Stats(screen),
        ShowCommand.Create(screen),
        AuditCommand.Create(screen),
        ImportCommand.Create(screen),
        ExportCommand.Create(screen),
        MergeCommand.Create(screen),
        SampleCommand.Create(screen),
        SplitCommand.Create(screen),
    };

    public static Argument<string> Dataset() => new("dataset") { Description = "A dataset folder, the name of one in ./data, or 'starter'." };

    public static Option<string> Out(string description) => new("--out", "-o") { Description = description, Required = true };

    public static Option<long> Seed() => new("--seed") { Description = "Of the random choice. Same dataset and seed: same bytes. Default: 0." };

    public static void PrintCounts(Screen screen, string place, IReadOnlyDictionary<string, int> counts) =>
        screen.Hint($"{place}: {string.Join(", ", counts.Select(c => $"{c.Value:N0} {c.Key}"))}");

    private static Command Validate(Screen screen)
    {
        var dataset = Dataset();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("validate", "Reports every fault of a dataset with its file and line and how to mend it.", """
            attune dataset validate data/mine
            """) { dataset, json };
        command.SetAction(parsed =>
        {
            var faults = Datasets.Dataset.Validate(parsed.GetRequiredValue(dataset));
            if (parsed.GetValue(json)) screen.Json(faults, AttuneJson.Documents.IReadOnlyListFault);
            else if (faults.Count == 0) screen.Text($"{parsed.GetRequiredValue(dataset)} is valid.\n");
            else
            {
                foreach (var fault in faults) screen.Fail(fault);
                screen.Hint($"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")}.");
            }

            return faults.Count == 0 ? Cli.Done : Cli.BadInput;
        });
        return command;
    }

    private static Command Stats(Screen screen)
    {
        var dataset = Dataset();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("stats", "Counts what a dataset holds.", """
            attune dataset stats starter
            """) { dataset, json };
        command.SetAction(parsed =>
        {
            var statistics = DatasetStatistics.Of(Datasets.Dataset.Open(parsed.GetRequiredValue(dataset)));
            if (parsed.GetValue(json)) screen.Json(statistics, AttuneJson.Documents.DatasetStatistics);
            else StatisticsTables.Print(screen.Results, statistics);
        });
        return command;
    }
}
