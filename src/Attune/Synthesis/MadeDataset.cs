using System.Text.Json;
using Attune.Datasets;

namespace Attune.Synthesis;

/// <summary>
/// A dataset folder being written of what was made. Its files are written aside and moved into place, the card last: a folder without a
/// card is no dataset yet. Not thread-safe.
/// </summary>
internal sealed class MadeDataset : IDisposable
{
    private readonly MakingFolder _folder;
    private readonly string _aside;
    private readonly FileStream _setAsideFile;
    private readonly SortedDictionary<string, int> _setAside = new(StringComparer.Ordinal);

    /// <exception cref="BadInputException">The folder cannot be written.</exception>
    public MadeDataset(MakingFolder folder)
    {
        _folder = folder;
        Clear();
        Writer = new(folder.Written);
        _aside = folder.Written + "-" + Path.GetFileName(folder.SetAside);
        _setAsideFile = Disk.Guard(_aside, () => File.Create(_aside));
    }

    /// <summary>Takes the records.</summary>
    public DatasetWriter Writer { get; }

    /// <summary>Records set aside, by stage.</summary>
    public IReadOnlyDictionary<string, int> SetAside => _setAside;

    /// <summary>Lists what could not be made.</summary>
    public void Keep(IEnumerable<SetAside> records)
    {
        foreach (var record in records)
        {
            _setAside[record.Stage] = _setAside.GetValueOrDefault(record.Stage) + 1;
            Disk.Guard(_aside, () =>
            {
                JsonSerializer.Serialize(_setAsideFile, record, AttuneJson.Lines.SetAside);
                _setAsideFile.WriteByte((byte)'\n');
            });
        }
    }

    /// <summary>Puts everything into its place.</summary>
    /// <param name="card">Gets the counts, and how many were set aside.</param>
    /// <returns>Records per file.</returns>
    public IReadOnlyDictionary<string, int> Commit(DatasetCard card)
    {
        _setAsideFile.Dispose();
        var counts = Writer.Counts;
        var extra = new Dictionary<string, JsonElement>(card.Extra ?? []) { ["set_aside"] = JsonSerializer.SerializeToElement(_setAside, AttuneJson.Lines.SortedDictionaryStringInt32) };
        Writer.Commit(card with { Extra = extra });
        Move();
        return counts;
    }

    public void Dispose()
    {
        Writer.Dispose();
        _setAsideFile.Dispose();
    }

    /// <summary>What an interrupted writing left.</summary>
    private void Clear() => Disk.Guard(_folder.Location, () =>
    {
        foreach (var left in Directory.EnumerateDirectories(_folder.Location, Path.GetFileName(_folder.Written) + "*")) Directory.Delete(left, recursive: true);
    });

    private void Move() => Disk.Guard(_folder.Dataset, () =>
    {
        var card = Path.Combine(_folder.Dataset, DatasetFiles.Card);
        File.Delete(card);
        foreach (var file in Directory.EnumerateFiles(_folder.Written).Where(f => Path.GetFileName(f) != DatasetFiles.Card))
            File.Move(file, Path.Combine(_folder.Dataset, Path.GetFileName(file)), overwrite: true);
        if (_setAside.Count > 0) File.Move(_aside, _folder.SetAside, overwrite: true);
        else
        {
            File.Delete(_aside);
            File.Delete(_folder.SetAside);
        }

        File.Move(Path.Combine(_folder.Written, DatasetFiles.Card), card);
        Directory.Delete(_folder.Written);
    });
}
