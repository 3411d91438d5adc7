using System.CommandLine;
using Attune.Cli.Output;
using Attune.Judging;
using Attune.Models;
using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Pairs;

namespace Attune.Cli.Commands;

internal static class RunCommand
{
    public static Command Create(Screen screen)
    {
        var experiment = new ExperimentOptions();
        var output = Out();
        var models = new ModelsOption();
        var budget = new BudgetOptions();
        var concurrency = Concurrency();
        var watch = new WatchOptions();
        var json = Json();
        var cache = new CacheOptions();
        var command = new DocumentedCommand("run", "Runs an experiment and prints its table. Without arguments: the starter dataset on the embedded models, no key, no network.", """
            attune run
            attune run --dataset data/prefeval --model embedded:lexical --context tail-turns=10 --method zero-shot rag
            attune run experiment.yaml --limit-users 10 --out runs/first
            """);
        experiment.AddTo(command);
        foreach (var option in (Option[])[output, concurrency, json]) command.Add(option);
        models.AddTo(command);
        budget.AddTo(command);
        cache.AddTo(command);
        watch.AddTo(command);
        command.SetAction(async (parsed, token) =>
        {
            using var watching = watch.Begin(parsed, screen);
            var (planned, chats) = experiment.ReadWithChats(parsed);
            using var responses = cache.Open(parsed, planned);
            var options = budget.Read(parsed, new() { Out = parsed.GetValue(output), Concurrency = parsed.GetValue(concurrency), Cache = responses, Log = watching.Log });
            var catalog = models.Read(parsed, responses, watching.Log);
            if (chats is not null)
            {
                var making = new ChatPairs(screen, chats, catalog, () => budget.ReadFor(parsed, new() { Concurrency = options.Concurrency, Cache = responses, Log = watching.Log }));
                if (await making.MakeAsync(planned.Dataset, planned.Seed ?? 0, token).ConfigureAwait(false) is not Cli.Done and var exit) return exit;
            }

            return await ExecuteAsync(screen, planned, catalog, options, parsed.GetValue(json), token).ConfigureAwait(false);
        });
        return command;
    }

    public static Option<string?> Out() => new("--out", "-o") { Description = "The run folder. Default: ./runs/NAME-FINGERPRINT; the same experiment finds the same folder and does only what is missing." };

    public static Option<bool> Json() => new("--json") { Description = "One JSON document on standard output, everything else on standard error." };

    public static Option<int?> Concurrency()
    {
        var option = new Option<int?>("--concurrency") { Description = "Trials in flight at once. Default: 8." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1) result.AddError("--concurrency takes a number from 1.");
        });
        return option;
    }

    /// <summary>Runs what is missing and prints the results.</summary>
    public static async Task<int> ExecuteAsync(Screen screen, Experiment experiment, ModelCatalog models, RunOptions options, bool json, CancellationToken cancellationToken)
    {
        var runner = new Runner(experiment, models.Resolve, options);
        RunRecord record;
        try
        {
            record = await RunProgress.ShowAsync(screen.Messages, options, () => runner.RunAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            screen.Hint($"Interrupted. What has ended is kept; 'attune resume {runner.Folder.Location}' does the rest.");
            return Stopped(screen, runner.Folder, null, json, Cli.Interrupted);
        }
        catch (ModelCallException e)
        {
            screen.Fail(e.Details);
            screen.Hint($"Stopped, because every other call would fail too. What has ended is kept; 'attune resume {runner.Folder.Location}' does the rest.");
            return Stopped(screen, runner.Folder, e, json, Cli.BadInput);
        }
        catch (BudgetReachedException e)
        {
            screen.Fail(e.Details);
            screen.Hint($"Stopped. What has ended is kept; 'attune resume {runner.Folder.Location}' does the rest.");
            return Stopped(screen, runner.Folder, e, json, Cli.BadInput);
        }
        catch (BadInputException e) when (File.Exists(Path.Combine(runner.Folder.Location, "trials.jsonl")))
        {
            foreach (var fault in e.Faults) screen.Fail(fault);
            screen.Hint($"What has ended is kept; when that is mended, 'attune resume {runner.Folder.Location}' does the rest.");
            return Stopped(screen, runner.Folder, e, json, Cli.BadInput);
        }

        var results = RunResults.Read(runner.Folder);
        if (json) screen.Json(RunDocument.Of(runner.Folder, record, results, record.Totals), AttuneJson.Documents.RunDocument);
        else Print(screen, runner.Folder, record, results);
        if (options.Cache is { } cache) screen.Hint(CacheOptions.Summary(cache));
        return Verdict(screen, runner.Folder, record.Totals!);
    }

    /// <summary>Whoever asked for a document gets what there is, unless the run never began: then its record does not give this reason.</summary>
    private static int Stopped(Screen screen, RunFolder folder, Exception? reason, bool json, int exit)
    {
        if (json && folder.ReadRecord() is { Status: RunRecord.Interrupted } record && record.Reason == reason?.Message)
            screen.Json(RunDocument.Of(folder, record, RunResults.Read(folder), record.Totals), AttuneJson.Documents.RunDocument);
        return exit;
    }

    /// <summary>A run in which calls failed, to the model, the judge or an evaluator, is not done: it says why, and resume tries them again.</summary>
    private static int Verdict(Screen screen, RunFolder folder, RunTotals totals)
    {
        List<string?> unheard = totals.Unjudged == 0 ? [] : [.. folder.ReadTrials().Where(t => t.Verdicts is not null).SelectMany(t => t.Verdicts!.Values).Where(v => v.State == VerdictState.Failed).Select(v => v.Rationale)];
        var unmatched = (totals.Verdicts?.Failed ?? 0) + (totals.Contests?.Failed ?? 0);
        if (totals.Failed == 0 && unheard.Count == 0 && unmatched == 0) return Cli.Done;
        if (totals.Failed > 0) screen.Fail($"{totals.Failed:N0} {(totals.Failed == 1 ? "trial" : "trials")} failed; the first because: {folder.ReadTrials().First(t => t.Outcome == TrialOutcome.Failed).Error}");
        if (unheard.Count > 0) screen.Fail($"{unheard.Count:N0} {(unheard.Count == 1 ? "call" : "calls")} to the judge failed; the first because: {unheard[0]}");
        if (unmatched > 0) screen.Fail($"{unmatched:N0} {(unmatched == 1 ? "evaluation" : "evaluations")} of pairs failed; the first because: {folder.ReadVerdicts().Concat<EvaluationRecord>(folder.ReadContests()).First(v => v.HasFailed).Fault}");
        screen.Hint($"'attune resume {folder.Location}' tries them again.");
        return Cli.FailedTrials;
    }

    private static void Print(Screen screen, RunFolder folder, RunRecord record, RunResults results)
    {
        Tables.Print(screen.Results, folder, record, results);
        var totals = record.Totals!;
        var without = new[] { (totals.Invalid, "invalid"), (totals.Refused, "refused"), (totals.Unjudged, "unjudged"), (results.CutOff, "cut off") }.Where(c => c.Item1 > 0).Select(c => $", {c.Item1:N0} {c.Item2}");
        screen.Hint($"{totals.Planned:N0} trials: {totals.Done:N0} done, {totals.Skipped:N0} found done, {totals.Failed:N0} failed{string.Concat(without)}.{Evaluations(totals)} Run folder: {folder.Location}");
    }

    private static string Evaluations(RunTotals totals) => Counted("verdicts on pairs", totals.Verdicts) + Counted("contests", totals.Contests);

    private static string Counted(string what, EvaluationTotals? totals) => totals is not { } t
        ? ""
        : $" {t.Planned:N0} {what}: {t.Done:N0} done, {t.Skipped:N0} found done, {t.Failed:N0} failed{(t.Unread > 0 ? $", {t.Unread:N0} unread" : "")}.";
}
