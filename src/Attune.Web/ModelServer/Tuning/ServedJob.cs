using Attune.Training;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>
/// A fine-tuning job. Nothing is trained: it passes through the states that a real one has, by the clock alone, and in the end the
/// embedded model answers to one more name. Thread-safe.
/// </summary>
internal sealed class ServedJob
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _duration;
    private readonly long _begun;
    private readonly (string Code, string Message, string Field)? _flaw;
    private readonly Lock _gate = new();
    private TimeSpan? _cancelled;

    public ServedJob(string id, TuningRequest request, UploadedFile training, string model, TimeSpan duration, TimeProvider clock)
    {
        (Id, Request, Training, _duration, _clock) = (id, request, training, duration, clock);
        TunedModel = string.Join(':', (string[])["ft", model, "attune", request.Suffix ?? "", id[^8..]]);
        Created = clock.GetUtcNow();
        _begun = clock.GetTimestamp();
        _flaw = Flaw(request, training.Summary);
    }

    public string Id { get; }

    public TuningRequest Request { get; }

    public UploadedFile Training { get; }

    public DateTimeOffset Created { get; }

    /// <summary>What the model is called once the job has succeeded.</summary>
    public string TunedModel { get; }

    /// <summary>What made it fail; null unless it has.</summary>
    public (string Code, string Message, string Field)? Error => State == TuningState.Failed ? _flaw : null;

    public TuningState State
    {
        get
        {
            lock (_gate) return StateAt(Elapsed);
        }
    }

    /// <summary>When it ended; null where it has not.</summary>
    public DateTimeOffset? Finished => State switch
    {
        TuningState.Succeeded => Created + _duration,
        TuningState.Failed => Created + Validated,
        TuningState.Cancelled => Created + _cancelled,
        _ => null,
    };

    private TimeSpan Elapsed => _clock.GetElapsedTime(_begun);

    private TimeSpan Validated => _duration / 10;

    private TimeSpan Started => _duration / 5;

    /// <summary>What has happened so far, oldest first.</summary>
    public IReadOnlyList<(string Id, DateTimeOffset At, string Level, string Message)> Events()
    {
        var events = new List<(TimeSpan At, string Level, string Message)>
        {
            (TimeSpan.Zero, "info", $"Created fine-tuning job: {Id}"),
            (TimeSpan.Zero, "info", $"Validating training file: {Training.Id}"),
        };
        if (_flaw is { } flaw) events.Add((Validated, "error", flaw.Message));
        else
        {
            events.Add((Validated, "info", "Files validated, moving job to queued state"));
            events.Add((Started, "info", "Fine-tuning job started"));
            events.Add((_duration, "info", $"New fine-tuned model created: {TunedModel}"));
            events.Add((_duration, "warn", "This server trains nothing: the new model answers as the embedded one does"));
            events.Add((_duration, "info", "The job has successfully completed"));
        }

        lock (_gate)
        {
            var until = _cancelled ?? Elapsed;
            events.RemoveAll(e => e.At > until);
            if (_cancelled is { } at) events.Add((at, "info", "Fine-tuning job cancelled"));
        }

        return [.. events.Select((e, i) => ($"ftevent-{Id[^8..]}-{i + 1}", Created + e.At, e.Level, e.Message))];
    }

    /// <exception cref="Refusal">It has ended.</exception>
    public void Cancel()
    {
        lock (_gate)
        {
            var elapsed = Elapsed;
            if (_cancelled is not null || StateAt(elapsed) is TuningState.Succeeded or TuningState.Failed)
                throw new Refusal(RefusalKind.Invalid, $"Job has already completed: {Id}");
            _cancelled = elapsed;
        }
    }

    private TuningState StateAt(TimeSpan elapsed)
    {
        if (_cancelled is not null) return TuningState.Cancelled;
        if (elapsed < Validated) return TuningState.ValidatingFiles;
        if (_flaw is not null) return TuningState.Failed;
        return elapsed < Started ? TuningState.Queued : elapsed < _duration ? TuningState.Running : TuningState.Succeeded;
    }

    private static (string, string, string)? Flaw(TuningRequest request, TrainingFileSummary file)
    {
        if (file.Examples < TrainingFile.FewestExamples)
            return ("invalid_n_examples", $"Training file has {file.Examples} example(s), but must have at least {TrainingFile.FewestExamples} examples", "training_file");
        return (request.IsPreference ?? false) == file.IsPreference
            ? null
            : ("invalid_training_file", $"Training file holds {(file.IsPreference ? "preference pairs" : "conversations")}, which the method '{(file.IsPreference ? "supervised" : "dpo")}' does not take", "training_file");
    }
}
