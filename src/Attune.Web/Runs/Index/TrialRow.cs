namespace Attune.Web.Runs.Index;

/// <summary>A trial as lists show it.</summary>
public sealed record TrialRow
{
    /// <summary>The number of its line in the log.</summary>
    public long Number { get; init; }

    /// <summary>Where its line begins, in bytes.</summary>
    public long Place { get; init; }

    /// <summary>Bytes of its line.</summary>
    public long Length { get; init; }

    /// <summary>The number of its condition in the index.</summary>
    internal long Condition { get; init; }

    /// <summary>Its key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The dataset.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The method.</summary>
    public string Method { get; init; } = "";

    /// <summary>The expression; empty for the blind floor.</summary>
    public string Expression { get; init; } = "";

    /// <summary>The context plan; empty for the blind floor.</summary>
    public string Context { get; init; } = "";

    /// <summary>The task.</summary>
    public string Task { get; init; } = "";

    /// <summary>The kind of preference.</summary>
    public string Preferences { get; init; } = "";

    /// <summary>The user.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The query.</summary>
    public string QueryId { get; init; } = "";

    /// <summary>Which form of it; empty where there is one.</summary>
    public string Form { get; init; } = "";

    /// <summary>What became of it.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>0 or 1, for tasks with a right answer.</summary>
    public double? Accuracy { get; init; }

    /// <summary>1 to 5.</summary>
    public double? Awareness { get; init; }

    /// <summary>1 to 5.</summary>
    public double? Alignment { get; init; }

    /// <summary>1 to 5.</summary>
    public double? Quality { get; init; }

    /// <summary>Revealing turns in the history; null where it has none.</summary>
    public long? Turns { get; init; }

    /// <summary>Of these, in the prompt as sent.</summary>
    public long? InPrompt { get; init; }

    /// <summary>Tokens of the history.</summary>
    public long HistoryTokens { get; init; }

    /// <summary>US dollars, as far as they are known.</summary>
    public double? Cost { get; init; }

    /// <summary>Milliseconds of the model's calls.</summary>
    public double Latency { get; init; }

    /// <summary>A field of its condition by name.</summary>
    internal string this[string field] => field switch
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
