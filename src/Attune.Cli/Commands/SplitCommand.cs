using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Parts;

namespace Attune.Cli.Commands;

internal static class SplitCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var parts = new Option<string>("--parts", "-p") { Description = "Names and shares that add up to 1, as train=0.8,test=0.2.", Required = true };
        var seed = DatasetCommand.Seed();
        var output = DatasetCommand.Out("The folder to make; each part is a dataset folder in it.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("split", "Divides a dataset by user: nobody is in two parts. The random sessions, which tell nothing about anybody, are in each.", """
            attune dataset split data/mine --parts train=0.8,test=0.2 --out data/mine-split
            """) { dataset, parts, seed, output, json };
        command.SetAction((parsed, token) =>
        {
            var shares = SplitPart.Parse(parsed.GetRequiredValue(parts));
            var results = DatasetSplit.Write(Datasets.Dataset.Open(parsed.GetRequiredValue(dataset)), shares, parsed.GetValue(seed), parsed.GetRequiredValue(output), token);
            if (parsed.GetValue(json)) screen.Json(results, AttuneJson.Documents.IReadOnlyListPartResult);
            else
                foreach (var result in results) DatasetCommand.PrintCounts(screen, result.Folder, result.Counts);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }
}
