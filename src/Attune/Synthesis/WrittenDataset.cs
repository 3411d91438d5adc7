using System.Text.Json;
using Attune.Datasets;

namespace Attune.Synthesis;

/// <summary>A made dataset as it is written: its files go aside and are moved into place, the card last. A folder without a card is no dataset yet. Not thread-safe.</summary>
internal sealed class WrittenDataset : IDisposable
{
    private const string SetAsideFile = "set-aside.jsonl";

    private readonly MakingFolder _folder;
    private readonly FileStream _aside;
    private readonly SortedDictionary<string, int> _setAside = new(StringComparer.Ordinal);

    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public WrittenDataset(MakingFolder folder)
    {
        _folder = folder;
        Clear();
        Records = new(folder.Written);
        try
        {
            var path = folder.Written + "-" + SetAsideFile;
            _aside = Disk.Guard(path, () => File.Create(path));
        }
        catch
        {
            Records.Dispose();
            throw;
        }
    }

    public DatasetWriter Records { get; }

    /// <summary>Records set aside, by stage.</summary>
    public IReadOnlyDictionary<string, int> SetAside => _setAside;

    /// <summary>Notes what could not be made.</summary>
    public void Keep(IEnumerable<SetAside> records)
    {
        foreach (var record in records)
        {
            _setAside[record.Stage] = _setAside.GetValueOrDefault(record.Stage) + 1;
            Disk.Guard(_aside.Name, () =>
            {
                JsonSerializer.Serialize(_aside, record, AttuneJson.Lines.SetAside);
                _aside.WriteByte((byte)'\n');
            });
        }
    }

    /// <summary>Moves everything to its place, the numbers set aside on the card.</summary>
    /// <returns>Records per file.</returns>
    public IReadOnlyDictionary<string, int> Commit(DatasetCard card)
    {
        var counts = Records.Counts;
        Disk.Guard(_aside.Name, _aside.Dispose);
        Records.Commit(card with { Extra = new(card.Extra ?? []) { ["set_aside"] = JsonSerializer.SerializeToElement(_setAside, AttuneJson.Lines.SortedDictionaryStringInt32) } });
        Move(_aside.Name);
        return counts;
    }

    public void Dispose()
    {
        _aside.Dispose();
        Records.Dispose();
    }

    /// <summary>What an interrupted writing left.</summary>
    private void Clear() => Disk.Guard(_folder.Location, () =>
    {
        foreach (var left in Directory.EnumerateDirectories(_folder.Location, Path.GetFileName(_folder.Written) + "*")) Directory.Delete(left, recursive: true);
    });

    private void Move(string setAside) => Disk.Guard(_folder.Dataset, () =>
    {
        var card = Path.Combine(_folder.Dataset, DatasetFiles.Card);
        File.Delete(card);
        foreach (var file in Directory.EnumerateFiles(_folder.Written).Where(f => Path.GetFileName(f) != DatasetFiles.Card))
            File.Move(file, Path.Combine(_folder.Dataset, Path.GetFileName(file)), overwrite: true);
        if (_setAside.Count > 0) File.Move(setAside, _folder.SetAside, overwrite: true);
        else
        {
            File.Delete(setAside);
            File.Delete(_folder.SetAside);
        }

        File.Move(Path.Combine(_folder.Written, DatasetFiles.Card), card);
        Directory.Delete(_folder.Written);
    });
}
