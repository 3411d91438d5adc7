using System.Text.Json.Serialization;

namespace Attune.Web.ModelServer.Tuning;

// The shapes of OpenAI's files and fine-tuning jobs; the vendor writes their nulls.
internal sealed record FileItem(string Id, string Object, long Bytes, long CreatedAt, string Filename, string Purpose, string Status);

internal sealed record FileDeleted(string Id, string Object, bool Deleted);

internal sealed record ItemList<T>(string Object, IReadOnlyList<T> Data, bool HasMore);

internal sealed record JobItem
{
    public required string Id { get; init; }

    public string Object { get; } = "fine_tuning.job";

    public required string Model { get; init; }

    public required long CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? FinishedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FineTunedModel { get; init; }

    public string OrganizationId { get; } = "org-attune";

    public IReadOnlyList<string> ResultFiles { get; } = [];

    public required string Status { get; init; }

    public required string TrainingFile { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ValidationFile { get; init; }

    public required JobHyperparameters Hyperparameters { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? TrainedTokens { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JobError? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? UserProvidedSuffix { get; init; }

    public required int Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? EstimatedFinish { get; init; }

    public IReadOnlyList<string> Integrations { get; } = [];

    public required JobMethod Method { get; init; }
}

/// <param name="NEpochs">A number; the vendor writes auto as a text until it has chosen, and one embedded epoch is as good as any.</param>
/// <param name="BatchSize">Always 1.</param>
/// <param name="LearningRateMultiplier">Always 1.</param>
internal sealed record JobHyperparameters(int NEpochs, int BatchSize, double LearningRateMultiplier);

internal sealed record JobMethod(string Type, JobMethodKind? Supervised, JobMethodKind? Dpo);

internal sealed record JobMethodKind(JobHyperparameters Hyperparameters);

internal sealed record JobError(string Code, string Message, string Param);

internal sealed record JobEvent(string Id, string Object, long CreatedAt, string Level, string Message, string Type);
