namespace Attune.Runs;

/// <summary>What decides a run's results, models and conditions apart.</summary>
public sealed record RunIdentity
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 over its files.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>SHA-256 over all prompts.</summary>
    public required string PromptsHash { get; init; }

    /// <summary>Who judges.</summary>
    public required string Judge { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Attune's version.</summary>
    public required string Version { get; init; }

    /// <summary>What differs, as <c>name: this / other</c>; empty where nothing does.</summary>
    public IReadOnlyList<string> Differences(RunIdentity other) =>
    [
        .. new (string Name, string Own, string Other)[]
        {
            ("dataset", Dataset, other.Dataset),
            ("dataset hash", Short(DatasetHash), Short(other.DatasetHash)),
            ("prompts hash", Short(PromptsHash), Short(other.PromptsHash)),
            ("judge", Judge, other.Judge),
            ("seed", $"{Seed}", $"{other.Seed}"),
            ("version", Version, other.Version),
        }.Where(f => f.Own != f.Other).Select(f => $"{f.Name}: {f.Own} / {f.Other}"),
    ];

    /// <summary>A damaged record may hold anything in their place.</summary>
    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
