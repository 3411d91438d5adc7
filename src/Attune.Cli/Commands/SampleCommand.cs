using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Parts;

namespace Attune.Cli.Commands;

internal static class SampleCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var users = new Option<int>("--users", "-u") { Description = "How many users to draw.", Required = true };
        var seed = DatasetCommand.Seed();
        var output = DatasetCommand.Out("The dataset folder to make.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("sample", "Draws some users of a dataset at random, with all that is theirs and all random sessions.", """
            attune dataset sample data/mine --users 10 --out data/mine-10
            """) { dataset, users, seed, output, json };
        command.SetAction((parsed, token) =>
        {
            var result = DatasetSample.Write(
                Datasets.Dataset.Open(parsed.GetRequiredValue(dataset)), parsed.GetValue(users), parsed.GetValue(seed), parsed.GetRequiredValue(output), token);
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.PartResult);
            else DatasetCommand.PrintCounts(screen, result.Folder, result.Counts);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }
}
