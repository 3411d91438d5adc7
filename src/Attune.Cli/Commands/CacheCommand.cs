using System.CommandLine;
using Attune.Cli.Output;
using Attune.Models.Caching;
using Attune.Runs;

namespace Attune.Cli.Commands;

internal static class CacheCommand
{
    public static Command Create(Screen screen) => new("cache", "Looks at the answers that are stored, so that nothing is paid for twice.")
    {
        Stats(screen),
        Explain(screen),
        Prune(screen),
    };

    private static Command Stats(Screen screen)
    {
        var file = CacheOptions.File();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("stats", "Tells what is stored, and what it has saved.", """
            attune cache stats
            attune cache stats --cache-file shared/responses.db --json
            """) { file, json };
        command.SetAction(parsed =>
        {
            using var store = CacheOptions.OpenExisting(parsed.GetValue(file));
            var statistics = store.Statistics();
            if (parsed.GetValue(json)) screen.Json(statistics, AttuneJson.Documents.CacheStatistics);
            else CacheTables.Print(screen.Results, statistics);
        });
        return command;
    }

    private static Command Explain(Screen screen)
    {
        var experiment = new ExperimentOptions();
        var limit = new Option<int?>("--limit") { Description = "Look at the first N trials only." };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var n) && n < 1) result.AddError("--limit takes a number from 1.");
        });
        var file = CacheOptions.File();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("explain", "Tells how many requests of an experiment are stored, and why the first that is not is not. Sends nothing.", """
            attune cache explain experiment.yaml
            attune cache explain --model openai:gpt-5?temperature=0 --context simple --limit 100
            """);
        var models = new ModelsOption();
        experiment.AddTo(command);
        models.AddTo(command);
        foreach (var option in (Option[])[limit, file, json]) command.Add(option);
        command.SetAction(async (parsed, token) =>
        {
            var planned = experiment.Read(parsed);
            using var store = CacheOptions.OpenExisting(parsed.GetValue(file));
            var explanation = await new CacheExplainer(planned, models.Read(parsed, withoutKeys: true).Resolve, store).ExplainAsync(parsed.GetValue(limit), token).ConfigureAwait(false);
            if (parsed.GetValue(json)) screen.Json(explanation, AttuneJson.Documents.CacheExplanation);
            else CacheTables.Print(screen.Results, explanation);
        });
        return command;
    }

    private static Command Prune(Screen screen)
    {
        var olderThan = new Option<string?>("--older-than") { Description = "Answers that were neither stored nor used for so long, as 30d or 12h." };
        var model = new Option<string?>("--model", "-m") { Description = "Answers of this model: provider:model, or a whole name as 'attune cache stats' shows it." };
        var maxSize = new Option<string?>("--max-size") { Description = "Then the longest unused, until the file is no larger, as 500MB or 2GB." };
        var all = new Option<bool>("--all") { Description = "Everything." };
        var file = CacheOptions.File();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("prune", "Removes answers and gives their space back. Asks nothing.", """
            attune cache prune --older-than 30d
            attune cache prune --model openai:gpt-5 --older-than 12h
            attune cache prune --max-size 2GB
            """) { olderThan, model, maxSize, all, file, json };
        command.Validators.Add(result =>
        {
            var given = ((Option[])[olderThan, model, maxSize]).Any(o => result.GetResult(o) is not null);
            if (given == result.GetValue(all)) result.AddError(given ? "--all leaves nothing to choose: leave out the other options." : "Say what to remove: --older-than, --model, --max-size or --all.");
        });
        command.SetAction(parsed =>
        {
            var options = new PruneOptions
            {
                OlderThan = parsed.GetValue(olderThan) is { } age ? Amount.Time(age, "--older-than") : null,
                Model = parsed.GetValue(model),
                MaxBytes = parsed.GetValue(maxSize) is { } size ? Amount.Bytes(size, "--max-size") : null,
            };
            using var store = CacheOptions.OpenExisting(parsed.GetValue(file));
            var pruned = store.Prune(options);
            if (parsed.GetValue(json)) screen.Json(pruned, AttuneJson.Documents.PrunedResponses);
            else screen.Text($"{pruned.Removed:N0} answers removed, {pruned.Left:N0} left; {CacheTables.Size(pruned.BytesBefore)} before, {CacheTables.Size(pruned.BytesAfter)} now.\n");
        });
        return command;
    }
}
