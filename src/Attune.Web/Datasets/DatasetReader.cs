using System.Text.Json;
using Attune.Datasets;
using Attune.Web.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Datasets;

/// <summary>Reads datasets so that one that is broken shows its faults and takes nothing else down. The last two stay open. Thread-safe.</summary>
internal sealed class DatasetReader(DatasetShelf shelf)
{
    private const int Most = 2;

    private readonly Recent<Dataset> _open = new(Most);

    public IReadOnlyList<DatasetSummary> List() => [.. shelf.WithStarter().Select(Summary)];

    /// <summary>A dataset by its name; null where there is none.</summary>
    public DatasetSummary? Find(string name) => shelf.WithStarter().FirstOrDefault(e => e.Name == name) is { } entry ? Summary(entry) : null;

    /// <summary>A dataset in full.</summary>
    /// <exception cref="BadInputException">Something in it is wrong.</exception>
    public Task<Dataset> OpenAsync(ShelfEntry entry) => _open.OfAsync(StampOf(entry), () => Task.Run(() => Dataset.Open(entry.Location)));

    private static DatasetSummary Summary(ShelfEntry entry)
    {
        try
        {
            using var stream = (Directory.Exists(entry.Location) ? DatasetFiles.InFolder(entry.Location) : DatasetFiles.Starter).Open(DatasetFiles.Card)!;
            var card = JsonSerializer.Deserialize(stream, AttuneJson.Lines.DatasetCard);
            return card is null ? new() { Entry = entry, Fault = "dataset.json holds null" } : new() { Entry = entry, Card = card };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new() { Entry = entry, Fault = $"dataset.json cannot be read: {e.Message}" };
        }
    }

    private static string StampOf(ShelfEntry entry) => Directory.Exists(entry.Location)
        ? entry.Location + string.Concat(new DirectoryInfo(entry.Location).EnumerateFiles("*.json*").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $" {f.Length}:{f.LastWriteTimeUtc.Ticks}"))
        : entry.Location;
}
