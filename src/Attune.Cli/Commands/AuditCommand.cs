using System.CommandLine;
using System.Text.Json;
using Attune.Audits;
using Attune.Cli.Output;
using Attune.Models;
using Attune.Runs;
using Attune.Synthesis;

namespace Attune.Cli.Commands;

internal static class AuditCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var model = new Option<string?>("--model", "-m") { Description = "A model that guesses, looks for leaks and extracts preferences too. Default: embedded:generic guesses, words alone are looked at." };
        var output = new Option<string?>("--out", "-o") { Description = "Write the whole report to this file, as JSON." };
        var limitUsers = new Option<int?>("--limit-users") { Description = "Only the first N users. Then the card is left as it is." };
        var fix = new Option<bool>("--fix") { Description = "Make what offends again, by the model that made the dataset, and audit once more. For datasets of 'attune generate'." };
        var seed = new Option<long>("--seed") { Description = "Of draws and intervals. Default: 0." };
        var prompts = new Option<string?>("--prompts") { Description = "A folder of prompts (audit-*.hbs) that replace those that ship." };
        var concurrency = RunCommand.Concurrency();
        concurrency.Description = "Calls in flight at once. Default: 8.";
        var (models, budget, cache, watch, json) = (new ModelsOption(), new BudgetOptions(), new CacheOptions(), new WatchOptions(), RunCommand.Json());
        var command = new DocumentedCommand("audit", "Checks whether a dataset is fit to measure with: a verdict for each gate, the records that offend, and the result in its card. Exits with 3 where a gate fails.", """
            attune dataset audit data/mine
            attune dataset audit data/mine --model openai:gpt-5-mini --max-cost 5 --out audit.json
            attune dataset audit data/mine --fix
            """) { dataset, model, output, limitUsers, fix, seed, prompts, concurrency };
        models.AddTo(command);
        budget.AddTo(command);
        cache.AddTo(command);
        watch.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, token) =>
        {
            using var watching = watch.Begin(parsed, screen);
            using var responses = cache.Open(parsed, new[] { parsed.GetValue(model) }.OfType<string>());
            var options = budget.ReadForAudit(parsed, new()
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
            var catalog = models.Read(parsed, responses, watching.Log);
            return await ExecuteAsync(screen, parsed.GetRequiredValue(dataset), catalog, options, parsed.GetValue(output), parsed.GetValue(fix), parsed.GetValue(json), token).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> ExecuteAsync(
        Screen screen, string dataset, ModelCatalog models, AuditOptions options, string? output, bool fix, bool json, CancellationToken cancellationToken)
    {
        try
        {
            // Before the audit, which may cost something.
            var plan = fix ? RealPrefPipeline.PlanOf(Datasets.Dataset.Open(dataset).Location) : null;
            var (audited, report) = await AuditAsync().ConfigureAwait(false);
            if (plan is not null && FailedArtefacts.KeysOf(report, audited) is { Count: > 0 } keys)
            {
                screen.Hint($"{keys.Count:N0} things are made again: {string.Join(", ", keys.Take(5))}{(keys.Count > 5 ? ", ..." : "")}.");
                var made = await AgainAsync(screen, plan, audited.Location, models, options, keys, cancellationToken).ConfigureAwait(false);
                if (made.Failed.Count > 0) screen.Fail($"{made.Failed.Count:N0} calls failed; the first because: {made.Failed[0].Cause}");
                (audited, report) = await AuditAsync().ConfigureAwait(false);
            }
            else if (plan is not null && !report.Passed)
            {
                screen.Hint("Nothing is made again: the checks that failed name no record.");
            }

            if (output is not null) Disk.Guard(output, () => File.WriteAllText(output, JsonSerializer.Serialize(report, AttuneJson.Documents.AuditReport) + "\n"));
            if (json) screen.Json(report, AttuneJson.Documents.AuditReport);
            else AuditView.Print(screen.Results, report, output);
            if (options.Cache is { } cache) screen.Hint(CacheOptions.Summary(cache));
            screen.Hint(report.Keep(audited) is { } reason ? $"Not written into the dataset's card: {reason}." : $"Written into {Path.Combine(audited.Location, "dataset.json")}.");
            return report.Passed ? Cli.Done : Cli.FailedTrials;
        }
        catch (Exception e) when (e is ModelCallException or BudgetReachedException)
        {
            screen.Fail(e is ModelCallException call ? call.Details : ((BudgetReachedException)e).Details);
            screen.Hint(options.Cache is null ? "Stopped." : "Stopped. What was answered is in the response cache; the same command does not pay for it again.");
            return Cli.BadInput;
        }

        async Task<(Datasets.Dataset, AuditReport)> AuditAsync()
        {
            var opened = Datasets.Dataset.Open(dataset);
            return (opened, await new DatasetAudit(opened, options, models.Resolve).RunAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Has what offends made again by the model that made the dataset, and with it what builds on it.</summary>
    private static Task<GenerationReport> AgainAsync(
        Screen screen, RealPrefPlan plan, string folder, ModelCatalog models, AuditOptions options, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var again = new GenerationOptions
        {
            Redo = keys,
            Concurrency = options.Concurrency,
            Retry = options.Retry,
            Cache = options.Cache,
            Log = options.Log,
            MaxCost = options.MaxCost,
            MaxTokens = options.MaxTokens,
        };
        var pipeline = new RealPrefPipeline(plan, folder, models.Resolve, again);
        return GenerationView.ShowAsync(screen.Messages, again, () => pipeline.RunAsync(cancellationToken));
    }
}
