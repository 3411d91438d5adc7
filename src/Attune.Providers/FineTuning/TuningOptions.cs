namespace Attune.Providers.FineTuning;

/// <summary>How a model is tuned; what is null is left to the vendor.</summary>
public sealed record TuningOptions
{
    /// <summary>What stands in the tuned model's name: up to 64 letters, digits and hyphens.</summary>
    public string? Suffix { get; init; }

    /// <summary>How often all examples are gone through.</summary>
    public int? Epochs { get; init; }

    /// <summary>Examples that are learned at once.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Factor on the vendor's learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>For preference pairs, how close the tuned model stays to the one before.</summary>
    public double? Beta { get; init; }

    /// <summary>Of the training.</summary>
    public int? Seed { get; init; }
}
