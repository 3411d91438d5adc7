using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Providers.FineTuning;

/// <summary>What has been done with a training file: <c>FILE.finetune.json</c> beside it.</summary>
public sealed record TuningHistory
{
    /// <summary>The format that this version reads and writes.</summary>
    public const string CurrentFormat = "attune-finetune/1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>One record for each job that was wanted, the newest last.</summary>
    public IReadOnlyList<TuningRecord> Jobs { get; init => field = value ?? []; } = [];

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>With a record in the place of the one that is to have the same job; at the end where there is none.</summary>
    internal TuningHistory With(TuningRecord record) => this with { Jobs = [.. Jobs.Where(j => !j.IsSameJobAs(record)), record] };
}
