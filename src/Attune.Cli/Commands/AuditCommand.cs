using System.CommandLine;
using System.Text.Json;
using Attune.Audits;
using Attune.Cli.Output;
using Attune.Models;
using Attune.Runs;

namespace Attune.Cli.Commands;

internal static class AuditCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var model = new Option<string?>("--model", "-m") { Description = "A model that guesses, looks for leaks and extracts preferences too. Default: embedded:generic guesses, words alone are looked at." };
        var output = new Option<string?>("--out", "-o") { Description = "Write the whole report to this file, as JSON." };
        var limitUsers = new Option<int?>("--limit-users") { Description = "Only the first N users. Then the card is left as it is." };
        var seed = new Option<long>("--seed") { Description = "Of draws and intervals. Default: 0." };
        var prompts = new Option<string?>("--prompts") { Description = "A folder of prompts (audit-*.hbs) that replace those that ship." };
        var concurrency = RunCommand.Concurrency();
        concurrency.Description = "Calls in flight at once. Default: 8.";
        var (models, budget, cache, watch, json) = (new ModelsOption(), new BudgetOptions(), new CacheOptions(), new WatchOptions(), RunCommand.Json());
        var command = new DocumentedCommand("audit", "Checks whether a dataset is fit to measure with: a verdict for each gate, the records that offend, and the result in its card. Exits with 3 where a gate fails.", """
            attune dataset audit data/mine
            attune dataset audit data/mine --model openai:gpt-5-mini --max-cost 5 --out audit.json
            """) { dataset, model, output, limitUsers, seed, prompts, concurrency };
        models.AddTo(command);
        budget.AddTo(command);
        cache.AddTo(command);
        watch.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, token) =>
        {
            using var watching = watch.Begin(parsed);
            using var responses = cache.Open(parsed, new[] { parsed.GetValue(model) }.OfType<string>());
            var options = budget.ReadFor(parsed, new AuditOptions
            {
                Model = parsed.GetValue(model),
                LimitUsers = parsed.GetValue(limitUsers),
                Seed = parsed.GetValue(seed),
                Prompts = parsed.GetValue(prompts),
                Concurrency = parsed.GetValue(concurrency),
                Cache = responses,
                Log = watching.Log,
                Progress = AuditView.Progress(screen.Messages),
            });
            var catalog = models.Read(parsed, responses);
            return await ExecuteAsync(screen, parsed.GetRequiredValue(dataset), catalog, options, parsed.GetValue(output), parsed.GetValue(json), token).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(
        Screen screen, string dataset, ModelCatalog models, AuditOptions options, string? output, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var audited = Datasets.Dataset.Open(dataset);
            var report = await new DatasetAudit(audited, options, models.Resolve).RunAsync(cancellationToken).ConfigureAwait(false);
            if (output is not null) Disk.Guard(output, () => File.WriteAllText(output, JsonSerializer.Serialize(report, AttuneJson.Documents.AuditReport) + "\n"));
            if (json) screen.Json(report, AttuneJson.Documents.AuditReport);
            else AuditView.Print(screen.Results, report, output);
            screen.Hint(report.Keep(audited) is { } reason ? $"Not written into the dataset's card: {reason}." : $"Written into {Path.Combine(audited.Location, "dataset.json")}.");
            return report.Passed ? Cli.Done : Cli.FailedTrials;
        }
        catch (Exception e) when (e is ModelCallException or BudgetReachedException)
        {
            screen.Fail(e is ModelCallException call ? call.Details : ((BudgetReachedException)e).Details);
            screen.Hint("Stopped. What was answered is in the response cache; the same command does not pay for it again.");
            return Cli.BadInput;
        }
    }
}
