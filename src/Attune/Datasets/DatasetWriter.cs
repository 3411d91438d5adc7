using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets;

/// <summary>
/// Writes a dataset folder as a stream. Everything goes to a folder aside; only <see cref="Commit"/> moves it to its place, so
/// a crash or a full disk leaves nothing half-written. Not thread-safe. Dispose without commit removes what was written.
/// </summary>
public sealed class DatasetWriter : IDisposable
{
    private readonly string _target;
    private readonly AsideFolder _aside;
    private readonly Dictionary<string, (FileStream Stream, int Count)> _files = [];

    /// <summary>Begins a dataset that will stand in <paramref name="folder"/>.</summary>
    /// <exception cref="BadInputException">The folder exists and is not empty, or cannot be written.</exception>
    public DatasetWriter(string folder)
    {
        _target = Path.GetFullPath(folder);
        _aside = new AsideFolder(folder);
        try
        {
            foreach (var name in (string[])[DatasetFiles.Profiles, DatasetFiles.Preferences, DatasetFiles.Sessions, DatasetFiles.Queries])
                _files[name] = (_aside.Create(name), 0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Records per file so far: profiles, preferences, sessions, queries, and pairs where there are any.</summary>
    public IReadOnlyDictionary<string, int> Counts => CountFiles();

    /// <summary>Appends a profile.</summary>
    public void Add(Profile profile) => Append(DatasetFiles.Profiles, profile, AttuneJson.Lines.Profile);

    /// <summary>Appends a preference.</summary>
    public void Add(Preference preference) => Append(DatasetFiles.Preferences, preference, AttuneJson.Lines.Preference);

    /// <summary>Appends a session.</summary>
    public void Add(Session session) => Append(DatasetFiles.Sessions, session, AttuneJson.Lines.Session);

    /// <summary>Appends a query.</summary>
    public void Add(Query query) => Append(DatasetFiles.Queries, query, AttuneJson.Lines.Query);

    /// <summary>Appends a pair; a dataset without any has no file of them.</summary>
    public void Add(PreferencePair pair)
    {
        if (!_files.ContainsKey(DatasetFiles.Pairs)) _files[DatasetFiles.Pairs] = (_aside.Create(DatasetFiles.Pairs), 0);
        Append(DatasetFiles.Pairs, pair, AttuneJson.Lines.PreferencePair);
    }

    /// <summary>Writes the card, with the counts filled in, and moves the folder to its place.</summary>
    public void Commit(DatasetCard card) => Disk.Guard(_target, () =>
    {
        var counts = CountFiles();
        foreach (var (stream, _) in _files.Values) stream.Dispose();
        using (var stream = _aside.Create(DatasetFiles.Card))
        {
            JsonSerializer.Serialize(stream, card with { Counts = counts }, AttuneJson.Indented.DatasetCard);
            stream.Write("\n"u8);
        }

        _aside.Commit();
    });

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        foreach (var (stream, _) in _files.Values) Close(stream);
        _aside.Dispose();
    }

    private void Append<T>(string name, T record, JsonTypeInfo<T> type) => Disk.Guard(_target, () =>
    {
        var (stream, count) = _files[name];
        JsonSerializer.Serialize(stream, record, type);
        stream.Write("\n"u8);
        _files[name] = (stream, count + 1);
    });

    private Dictionary<string, int> CountFiles() => _files.ToDictionary(f => Path.GetFileNameWithoutExtension(f.Key), f => f.Value.Count);

    private static void Close(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full and the buffer could not be written; the file is deleted next, and the first failure was reported.
        }
    }
}
