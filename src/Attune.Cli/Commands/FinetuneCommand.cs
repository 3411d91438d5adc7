using System.CommandLine;
using Attune.Cli.Output;
using Attune.Providers.FineTuning;

namespace Attune.Cli.Commands;

internal static class FinetuneCommand
{
    public static Command Create(Screen screen)
    {
        var options = new FinetuneOptions();
        var command = new DocumentedCommand("finetune", "Uploads training data, begins a fine-tuning job at an endpoint and follows it; the tuned model can then be named in any experiment. See docs/training.md.", """
            attune finetune sft.jsonl --validation sft.test.jsonl --model openai:gpt-4.1-mini-2025-04-14 --suffix attuned
            attune finetune sft.jsonl --model openai:lexical@http://127.0.0.1:8081/v1
            attune finetune --job ftjob-abc123
            attune finetune --cancel ftjob-abc123
            """);
        options.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var wanted = options.Read(parsed);
            return wanted.Cancel is null ? BeginAsync(screen, wanted, token) : CancelAsync(screen, wanted, token);
        });
        return command;
    }

    private static async Task<int> BeginAsync(Screen screen, FinetuneRequest wanted, CancellationToken cancellationToken)
    {
        var tuner = new Tuner(wanted.Client, screen.Hint);
        TuningJob? job = null;
        try
        {
            job = wanted.Job is { } id
                ? await wanted.Client.GetAsync(id, cancellationToken).ConfigureAwait(false)
                : await tuner.BeginAsync(wanted.File!, wanted.Validation, wanted.Options, wanted.Longest, wanted.Again, cancellationToken).ConfigureAwait(false);
            if (wanted.Follow) job = await new JobFollower(wanted.Client).FollowAsync(job.Id, Tell, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            screen.Hint(job is null ? "Interrupted before the job was begun. What was uploaded is not uploaded again." : $"Interrupted. The job goes on; {FollowBy(wanted, job)} follows it again.");
            return Cli.Interrupted;
        }

        if (wanted.File is { } file) tuner.Note(file, job);
        return Ended(screen, wanted, job);

        void Tell(TuningEvent news) => screen.Hint($"{news.At?.UtcDateTime:yyyy-MM-dd HH:mm:ss} {(news.Level == "info" ? "" : news.Level + ": ")}{news.Message}");
    }

    private static async Task<int> CancelAsync(Screen screen, FinetuneRequest wanted, CancellationToken cancellationToken)
    {
        var job = await wanted.Client.CancelAsync(wanted.Cancel!, cancellationToken).ConfigureAwait(false);
        Print(screen, wanted, job);
        return Cli.Done;
    }

    private static int Ended(Screen screen, FinetuneRequest wanted, TuningJob job)
    {
        Print(screen, wanted, job);
        if (!job.HasEnded && !wanted.Json) screen.Hint($"{FollowBy(wanted, job)} follows it.");
        if (job.HasEnded && !job.HasSucceeded) screen.Fail($"Job {job.Id}: {job.Status}{(job.Error is { } why ? $" ({why.TrimEnd('.')})" : "")}.");
        return job.HasEnded && !job.HasSucceeded ? Cli.FailedTrials : Cli.Done;
    }

    private static void Print(Screen screen, FinetuneRequest wanted, TuningJob job)
    {
        if (wanted.Json) screen.Json(FinetuneDocument.Of(wanted.Client, job), FinetuneJson.Default.FinetuneDocument);
        else if (job.HasSucceeded)
        {
            screen.Text($"{wanted.Client.NameOf(job.TunedModel!)}\n");
            screen.Hint($"Use it in any experiment: attune run --model {wanted.Client.NameOf(job.TunedModel!)}");
        }
        else screen.Text($"{job.Id} {job.Status}\n");
    }

    /// <summary>What to type: the endpoint's own address needs no model.</summary>
    private static string FollowBy(FinetuneRequest wanted, TuningJob job) =>
        $"'attune finetune --job {job.Id}{(wanted.Client.Model.BaseUrl is null && wanted.Client.Model.Provider == FinetuneOptions.Vendor ? "" : $" --model {wanted.Client.Model}")}'";
}
