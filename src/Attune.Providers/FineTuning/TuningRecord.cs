using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Providers.FineTuning;

/// <summary>What has been done towards one tuned model: <c>FILE.finetune.json</c> beside the training file. Holds no key.</summary>
public sealed record TuningRecord
{
    /// <summary>The format that this version reads and writes.</summary>
    public const string CurrentFormat = "attune-finetune/1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

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

    /// <summary>Whether what was uploaded for the other record serves this one too.</summary>
    internal bool SharesFilesWith(TuningRecord other) => (Endpoint, TrainingSha256, ValidationSha256) == (other.Endpoint, other.TrainingSha256, other.ValidationSha256);

    /// <summary>Whether both want the same tuned model.</summary>
    internal bool IsSameJobAs(TuningRecord other) => SharesFilesWith(other) && Model == other.Model && Options == other.Options;
}
