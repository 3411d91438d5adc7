namespace Attune.Web.ModelServer.Tuning;

/// <summary>What a client wants tuned.</summary>
internal sealed record TuningRequest
{
    public required string Model { get; init; }

    public required string TrainingFile { get; init; }

    public string? ValidationFile { get; init; }

    public string? Suffix { get; init; }

    /// <summary>Null means auto.</summary>
    public int? Epochs { get; init; }

    /// <summary>Preference pairs rather than conversations to learn; null where the request does not say.</summary>
    public bool? IsPreference { get; init; }

    public int? Seed { get; init; }
}
