using System.Security.Cryptography;
using Attune.Models;
using Attune.Training;

namespace Attune.Providers.FineTuning;

/// <summary>
/// Takes a training file to a job: checks it, uploads it, begins the job, and keeps beside the file what has been done, so that doing it
/// again neither uploads twice nor begins a second job. Not thread-safe.
/// </summary>
/// <param name="client">The endpoint.</param>
/// <param name="told">Told of each step, in one line.</param>
public sealed class Tuner(TuningClient client, Action<string>? told = null)
{
    /// <summary>What the record beside a training file is called.</summary>
    public static string HistoryOf(string trainingFile) => trainingFile + ".finetune.json";

    /// <summary>Begins a job, or finds the one that was begun before.</summary>
    /// <param name="trainingFile">JSON lines in OpenAI's format.</param>
    /// <param name="validationFile">The same; null means none.</param>
    /// <param name="options">How to tune.</param>
    /// <param name="longest">Tokens that an example may have; null means any number.</param>
    /// <param name="again">Begin another job even where the same has been begun already.</param>
    /// <param name="cancellationToken">Ends it before the job is begun. Once the request for the job is under way, it is waited for, since nobody knows otherwise whether there is one.</param>
    /// <exception cref="BadInputException">A file is not there or not fit, or the record beside it is broken.</exception>
    /// <exception cref="ModelCallException">A call failed; what was uploaded is not uploaded again.</exception>
    public async Task<TuningJob> BeginAsync(
        string trainingFile, string? validationFile, TuningOptions options, long? longest = null, bool again = false, CancellationToken cancellationToken = default)
    {
        var summary = Check(trainingFile, validationFile, longest, cancellationToken);
        var file = new TuningHistoryFile(HistoryOf(trainingFile));
        var history = file.Read();
        var record = New(trainingFile, validationFile, options);
        if (!again && history.Jobs.FirstOrDefault(record.IsSameJobAs) is { } before && await RunningAsync(before, cancellationToken).ConfigureAwait(false) is { } running) return running;

        record = record with { TrainingFile = await UploadedAsync(trainingFile, record.TrainingSha256, history, cancellationToken).ConfigureAwait(false) };
        file.Write(history.With(record));
        if (validationFile is not null)
        {
            record = record with { ValidationFile = await UploadedAsync(validationFile, record.ValidationSha256!, history, cancellationToken).ConfigureAwait(false) };
            file.Write(history.With(record));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var job = await client.BeginAsync(record.TrainingFile!, record.ValidationFile, summary.IsPreference, options, CancellationToken.None).ConfigureAwait(false);
        file.Write(history.With(Told(record with { Job = job.Id }, job)));
        told?.Invoke($"Job {job.Id} has begun.");
        return job;
    }

    /// <summary>Notes beside the training file how far its job is. Does nothing where no job of the file is meant.</summary>
    /// <exception cref="BadInputException">The record is broken or cannot be written.</exception>
    public void Note(string trainingFile, TuningJob job)
    {
        var file = new TuningHistoryFile(HistoryOf(trainingFile));
        var history = file.Read();
        if (history.Jobs.FirstOrDefault(j => j.Job == job.Id) is { } record) file.Write(history.With(Told(record, job)));
    }

    private TuningRecord Told(TuningRecord record, TuningJob job) =>
        record with { Status = job.Status, TunedModel = job.HasSucceeded ? client.NameOf(job.TunedModel!) : null };

    private TrainingFileSummary Check(string trainingFile, string? validationFile, long? longest, CancellationToken cancellationToken)
    {
        var summary = TrainingFile.Check(trainingFile, longest: longest, cancellationToken: cancellationToken);
        told?.Invoke(FormattableString.Invariant($"{trainingFile}: {summary.Examples:N0} {(summary.IsPreference ? "preference pairs" : "conversations")}, {summary.Tokens:N0} tokens, the longest {summary.LongestTokens:N0}."));
        Warn(trainingFile, summary);
        if (validationFile is null) return summary;
        var validation = TrainingFile.Check(validationFile, fewest: 1, longest, cancellationToken);
        if (validation.IsPreference != summary.IsPreference)
            throw new BadInputException(validationFile, "is of another kind than the training file", "Give two files of 'attune export sft', or two of 'attune export dpo'");
        told?.Invoke(FormattableString.Invariant($"{validationFile}: {validation.Examples:N0} to validate with, {validation.Tokens:N0} tokens."));
        Warn(validationFile, validation);
        return summary;
    }

    private void Warn(string file, TrainingFileSummary summary)
    {
        if (summary.LearnedWhole > 0)
            told?.Invoke(FormattableString.Invariant($"warn: {file}: {summary.LearnedWhole:N0} of its conversations have no weights, so the replies of their histories are learned too, as in TRL's format. 'attune export sft --format openai' gives those weight 0."));
    }

    /// <summary>Null where there is no job to go on with: none was begun, it has failed or was cancelled, or the endpoint does not know it any more.</summary>
    private async Task<TuningJob?> RunningAsync(TuningRecord before, CancellationToken cancellationToken)
    {
        if (before.Job is not { } id) return null;
        try
        {
            var job = await client.GetAsync(id, cancellationToken).ConfigureAwait(false);
            if (job.HasEnded && !job.HasSucceeded) return null;
            told?.Invoke($"Job {id} was begun before, with the same file, model and options.");
            return job;
        }
        catch (ModelCallException e) when (e.Fault == CallFault.UnknownModel)
        {
            return null;
        }
    }

    private async Task<string> UploadedAsync(string path, string sha256, TuningHistory history, CancellationToken cancellationToken)
    {
        if (history.Jobs.Select(j => j.Uploaded(client.Address.AbsoluteUri, sha256)).LastOrDefault(id => id is not null) is { } before
            && await client.HasAsync(before, cancellationToken).ConfigureAwait(false))
        {
            told?.Invoke($"{path} is uploaded already, as {before}.");
            return before;
        }

        using var contents = File.OpenRead(path);
        var id = await client.UploadAsync(contents, Path.GetFileName(path), cancellationToken).ConfigureAwait(false);
        told?.Invoke($"{path} is uploaded, as {id}.");
        return id;
    }

    private TuningRecord New(string trainingFile, string? validationFile, TuningOptions options) => new()
    {
        Endpoint = client.Address.AbsoluteUri,
        Model = client.Model.Text,
        TrainingSha256 = HashOf(trainingFile),
        ValidationSha256 = validationFile is null ? null : HashOf(validationFile),
        Options = options,
    };

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
