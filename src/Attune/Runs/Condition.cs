namespace Attune.Runs;

/// <summary>One cell of an experiment: everything about a trial but its query. In the words of the plan.</summary>
public sealed record Condition
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The expression of a preference pair: its histories are its own, and may join several.</summary>
    public const string Mixed = "mixed";

    /// <summary>The expression; <see cref="Mixed"/> for a preference pair, null for the blind floor, which has no history.</summary>
    public string? Expression { get; init; }

    /// <summary>The context plan; null for the blind floor.</summary>
    public string? Context { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary><c>original</c> or <c>generalized</c>; for a preference pair, what its first preference is.</summary>
    public required string Preferences { get; init; }

    /// <summary>The names of the fields, as options write them.</summary>
    internal static IReadOnlyList<string> Fields { get; } = ["dataset", "model", "method", "expression", "context", "task", "preferences"];

    /// <summary>A field by its name.</summary>
    internal string? this[string field] => field switch
    {
        "dataset" => Dataset,
        "model" => Model,
        "method" => Method,
        "expression" => Expression,
        "context" => Context,
        "task" => Task,
        "preferences" => Preferences,
        _ => throw new ArgumentException($"'{field}' is no field of a condition.", nameof(field)),
    };
}
