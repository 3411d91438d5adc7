using Attune.Providers.FineTuning;

namespace Attune.Cli.Commands;

/// <summary>What <c>finetune</c> was asked for.</summary>
internal sealed record FinetuneRequest
{
    /// <summary>The endpoint and the model.</summary>
    public required TuningClient Client { get; init; }

    /// <summary>The file to train on; null to follow or cancel a job.</summary>
    public string? File { get; init; }

    /// <summary>The file to validate with.</summary>
    public string? Validation { get; init; }

    /// <summary>The job to follow.</summary>
    public string? Job { get; init; }

    /// <summary>The job to cancel.</summary>
    public string? Cancel { get; init; }

    public required TuningOptions Options { get; init; }

    /// <summary>Tokens that an example may have.</summary>
    public long? Longest { get; init; }

    public bool Again { get; init; }

    public bool Follow { get; init; }

    public bool Json { get; init; }
}
