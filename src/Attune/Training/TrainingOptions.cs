using Attune.Datasets.Parts;

namespace Attune.Training;

/// <summary>What of a run is exported, and how.</summary>
public sealed record TrainingOptions
{
    /// <summary>The part that is trained on; every other part is held out from it.</summary>
    public const string TrainPart = "train";

    /// <summary>Whose answers: the method's name. Default: <c>workflow</c>, as in InterPref section 4.4.</summary>
    public string Method { get; init; } = Methods.Method.Workflow;

    /// <summary>Whose answers: the model's name as in the run; null where the run has one model.</summary>
    public string? Model { get; init; }

    /// <summary>Default: <see cref="TrainingFormat.Trl"/>.</summary>
    public TrainingFormat Format { get; init; }

    /// <summary>Only the answers of preference pairs that passed, by every evaluator of the run.</summary>
    public bool OnlyPassed { get; init; }

    /// <summary>What the worse answer is, in preference pairs. Default: <see cref="RejectedAnswer.OtherSide"/>.</summary>
    public RejectedAnswer Rejected { get; init; }

    /// <summary>Names and shares; one is <see cref="TrainPart"/>. Null means no split.</summary>
    public IReadOnlyList<SplitPart>? Parts { get; init; }

    /// <summary>Of the split. Same run, options and seed: same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>What is done where something held out would be in the training file. Default: the export fails.</summary>
    public LeakAction OnLeak { get; init; }

    /// <summary>A new folder for the held-out parts as datasets, each as the folder of its name, to run the tuned model on; null means none.</summary>
    public string? HeldOut { get; init; }

    /// <summary>Where the run's dataset stands now; null means where it stood.</summary>
    public string? Dataset { get; init; }
}
