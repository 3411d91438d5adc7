namespace Attune.Statistics;

/// <summary>How far raters agree beyond chance: 1 is full agreement, 0 is chance, below 0 they avoid each other.</summary>
public sealed record Agreement
{
    /// <summary>The coefficient; null where it is undefined, and <see cref="Undefined"/> says why.</summary>
    public double? Value { get; init; }

    /// <summary>
    /// Lower end of the 95% interval over items like these: value ∓ t(0.975, n − 1) × jackknife standard error, each item left out once
    /// (Tukey, 1958), cut to −1 and 1. Null where leaving an item out shows no spread or leaves nothing to measure.
    /// </summary>
    public double? Low { get; init; }

    /// <summary>Upper end; null likewise.</summary>
    public double? High { get; init; }

    /// <summary>Items measured.</summary>
    public required int N { get; init; }

    /// <summary>Items left out because ratings are missing.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Undefined { get; init; }
}
