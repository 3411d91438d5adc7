using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Providers.FineTuning;

/// <summary>What has been done towards one tuned model. Holds no key.</summary>
public sealed record TuningRecord
{
    /// <summary>The base URL of the endpoint.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The model to tune, as it was named.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the training file.</summary>
    public required string TrainingSha256 { get; init; }

    /// <summary>SHA-256 of the validation file; null where there is none.</summary>
    public string? ValidationSha256 { get; init; }

    /// <summary>How it is tuned.</summary>
    public required TuningOptions Options { get; init; }

    /// <summary>The endpoint's id of the training file; null until it is uploaded.</summary>
    public string? TrainingFile { get; init; }

    /// <summary>The endpoint's id of the validation file.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>The job; null until it is begun.</summary>
    public string? Job { get; init; }

    /// <summary>As it was last told.</summary>
    public string? Status { get; init; }

    /// <summary>The tuned model as experiments name it; null until there is one.</summary>
    public string? TunedModel { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Whether both want the same tuned model.</summary>
    internal bool IsSameJobAs(TuningRecord other) =>
        (Endpoint, TrainingSha256, ValidationSha256, Model, Options) == (other.Endpoint, other.TrainingSha256, other.ValidationSha256, other.Model, other.Options);

    /// <summary>The id of a file with this hash at this endpoint; null where it was not uploaded.</summary>
    internal string? Uploaded(string endpoint, string sha256) =>
        Endpoint != endpoint ? null : TrainingSha256 == sha256 ? TrainingFile : ValidationSha256 == sha256 ? ValidationFile : null;
}
