using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Merging;

namespace Attune.Cli.Commands;

internal static class MergeCommand
{
    private const int RenamedShown = 5;

    public static Command Create(Screen screen)
    {
        var datasets = new Argument<string[]>("datasets") { Description = "Two or more: folders, names of folders in ./data, or 'starter'.", Arity = ArgumentArity.OneOrMore };
        var output = DatasetCommand.Out("The dataset folder to make; its last part is the dataset's name.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("merge", "Makes one dataset of several. Ids that clash are prefixed by the dataset's name; random sessions of equal text stand once.", """
            attune dataset merge starter data/mine --out data/both
            """) { datasets, output, json };
        command.SetAction((parsed, token) =>
        {
            var result = DatasetMerge.Write(parsed.GetRequiredValue(datasets), parsed.GetRequiredValue(output), token);
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.MergeResult);
            else Print(screen, result);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    private static void Print(Screen screen, MergeResult result)
    {
        DatasetCommand.PrintCounts(screen, result.Folder, result.Counts);
        if (result.RepeatedSessions > 0) screen.Hint($"{result.RepeatedSessions:N0} random sessions of a text that is there already were left out.");
        if (result.Renamed.Count == 0) return;
        screen.Hint($"{result.Renamed.Count:N0} records have another id, because an earlier dataset has theirs:");
        foreach (var renamed in result.Renamed.Take(RenamedShown)) screen.Hint($"  {renamed.Kind} {renamed.From} of {renamed.Dataset} is now {renamed.To}");
        if (result.Renamed.Count > RenamedShown) screen.Hint("  ... '--json' lists every one.");
    }
}
