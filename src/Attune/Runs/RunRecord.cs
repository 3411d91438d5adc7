using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Runs;

/// <summary>What a run is: <c>run.json</c>.</summary>
public sealed record RunRecord
{
    /// <summary>The format that this version reads and writes.</summary>
    public const string CurrentFormat = "attune-run/1";

    /// <summary>The status of a run that was stopped before its end.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>What decides the results; two runs compare only as far as these agree.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>The experiment as it was asked for.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary><c>running</c>, <c>done</c>, <c>failed-trials</c> or <c>interrupted</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is interrupted, where somebody must change something before it can go on.</summary>
    public string? Reason { get; init; }

    /// <summary>The process that runs it; null when none does.</summary>
    public int? Process { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it last stopped.</summary>
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>As of then; while it runs, what is planned.</summary>
    public RunTotals? Totals { get; init; }

    /// <summary>What a reader of the results should know.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>What was known of each model and of the judge when they were last asked, by name.</summary>
    public IReadOnlyDictionary<string, ModelFacts> Models { get; init => field = value ?? new Dictionary<string, ModelFacts>(); } = new Dictionary<string, ModelFacts>();

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
