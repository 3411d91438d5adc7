using System.CommandLine;
using Attune.Cli.Output;
using Attune.Verifying;

namespace Attune.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = new Argument<string>("dataset") { Description = "A dataset with pairs: a folder, or the name of one in ./data." };
        var name = new Option<string>("--as") { Description = "Who is checking. Several people can check the same pairs. Default: the name you are logged in with.", DefaultValueFactory = _ => Environment.UserName };
        var apply = new Option<bool>("--apply") { Description = "Ask nothing; take what people decided into pairs.jsonl: of each pair the query that most chose, and out with those that most rejected." };
        var json = RunCommand.Json();
        var command = new DocumentedCommand("verify", "Lets people choose among the candidate queries of preference pairs, pair by pair; each decision is on disk at once, and a later call goes on where you stopped.", """
            attune verify data/pairs --as nora
            attune verify data/pairs --apply
            """) { dataset, name, apply, json };
        command.SetAction((parsed, token) =>
        {
            var opened = Datasets.Dataset.Open(parsed.GetRequiredValue(dataset));
            var checks = new PairChecks(opened);
            var applied = parsed.GetValue(apply);
            var by = ShownPairs.By(parsed.GetRequiredValue(name));
            if (!applied && !parsed.GetValue(json)) new Verification(screen, checks, by).Run(token);
            var result = applied ? CheckedPairs.Apply(opened, checks) : CheckedPairs.Preview(checks);
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.ApplyResult);
            else PairSheet.Print(screen, result, applied);
            if (!applied && result.Checked > 0) screen.Hint($"'attune verify {parsed.GetRequiredValue(dataset)} --apply' takes the decisions into the dataset.");
            return Task.FromResult(token.IsCancellationRequested ? Cli.Interrupted : Cli.Done);
        });
        return command;
    }
}
