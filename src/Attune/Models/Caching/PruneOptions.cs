namespace Attune.Models.Caching;

/// <summary>What to remove from a store: answers that fit every condition given, and then the longest unused until the rest is small enough.</summary>
public sealed record PruneOptions
{
    /// <summary>Only answers that were neither stored nor used for so long; null means of any age.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Only answers of this model: <c>provider:model</c>, or the whole name as <see cref="CachedModel.Model"/> has it; null means of any.</summary>
    public string? Model { get; init; }

    /// <summary>Bytes that may stay; null means any number. Given alone, nothing else is removed.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>True where age and model choose what goes, false where only the size does.</summary>
    public bool ByAge => OlderThan is not null || Model is not null || MaxBytes is null;

    /// <summary>Whether answers to requests with this head may go because of their model.</summary>
    public bool Takes(RequestHead head) => Model is null || head.Model == Model || head.Name == Model;
}
