using System.Security.Cryptography;

namespace Attune.Datasets;

/// <summary>The files of a dataset, in a folder or embedded in the program.</summary>
internal sealed class DatasetFiles
{
    public const string Card = "dataset.json";
    public const string Profiles = "profiles.jsonl";
    public const string Preferences = "preferences.jsonl";
    public const string Sessions = "sessions.jsonl";
    public const string Queries = "queries.jsonl";

    /// <summary>Only datasets with pairs have it.</summary>
    public const string Pairs = "pairs.jsonl";

    private static readonly string[] All = [Card, Profiles, Preferences, Sessions, Queries, Pairs];

    private readonly Func<string, Stream?> _open;

    private DatasetFiles(string location, Func<string, Stream?> open) => (Location, _open) = (location, open);

    /// <summary>Where the files are, as errors and reports show it.</summary>
    public string Location { get; }

    public static DatasetFiles InFolder(string folder) => new(folder, name =>
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16) : null;
    });

    public static DatasetFiles Starter { get; } =
        new("starter", name => typeof(DatasetFiles).Assembly.GetManifestResourceStream($"Starter/{name}"));

    /// <summary>The file as a seekable stream; null where it is not there.</summary>
    public Stream? Open(string name) => _open(name);

    /// <summary>SHA-256 over names and contents, in lower-case hex: the dataset's identity in every run. What an audit wrote into the card is no part of it.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        foreach (var name in All)
        {
            using var stream = name == Card ? OpenCard() : Open(name);
            if (stream is null) continue;
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name}\n{stream.Length}\n"));
            int read;
            while ((read = stream.Read(buffer)) > 0) hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private MemoryStream? OpenCard()
    {
        using var stream = Open(Card);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new(CardAudit.Without(bytes), writable: false);
    }
}
