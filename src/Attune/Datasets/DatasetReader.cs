using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Conversations;
using Attune.People;

namespace Attune.Datasets;

/// <summary>Reads a dataset from front to back and checks each record against what came before it; faults come in the order of the lines.</summary>
internal sealed class DatasetReader
{
    private readonly DatasetFiles _files;
    private readonly DatasetContents _contents;
    private readonly Dictionary<string, Preference> _preferences = new(StringComparer.Ordinal);
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);

    private DatasetReader(DatasetFiles files) => (_files, _contents) = (files, new DatasetContents(files));

    public static DatasetContents Read(DatasetFiles files)
    {
        var reader = new DatasetReader(files);
        if (!reader.ReadCard()) return reader._contents;
        reader.ReadProfiles();
        reader.ReadPreferences();
        reader.ReadSessions();
        reader.ReadQueries();
        return reader._contents;
    }

    private bool ReadCard()
    {
        using var stream = _files.Open(DatasetFiles.Card);
        if (stream is null)
        {
            Report(_files.Location, "is not a dataset folder: it has no dataset.json", "Give a folder in the attune/1 format, or make one with 'attune dataset import'");
            return false;
        }

        try
        {
            _contents.Card = JsonSerializer.Deserialize(stream, AttuneJson.Lines.DatasetCard);
        }
        catch (JsonException e)
        {
            var (problem, mend) = JsonProblem.Describe(e);
            Report($"{DatasetFiles.Card}:{e.LineNumber + 1 ?? 1}", problem, mend);
            return true;
        }

        if (_contents.Card is null)
            Report(DatasetFiles.Card, "holds null", "Write one complete JSON object");
        else if (_contents.Card.Format != DatasetCard.CurrentFormat)
            Report(DatasetFiles.Card, $"has the format '{_contents.Card.Format}'", $"This version of Attune reads '{DatasetCard.CurrentFormat}'");
        return true;
    }

    private void ReadProfiles()
    {
        foreach (var line in Records(DatasetFiles.Profiles, AttuneJson.Lines.Profile, p => p.Id))
        {
            _contents.Profiles.Add(line.Value!);
            _users.Add(line.Value!.Id);
            foreach (var (problem, mend) in ProfileRules.Check(line.Value)) Report(line.Place, problem, mend);
        }
    }

    private void ReadPreferences()
    {
        // A generalized preference may stand before the originals that it names.
        foreach (var preference in AllPreferences()) _preferences.TryAdd(preference.Id, preference);
        foreach (var line in Records(DatasetFiles.Preferences, AttuneJson.Lines.Preference, p => p.Id))
        {
            _contents.Preferences.Add(line.Value!);
            foreach (var (problem, mend) in PreferenceRules.Check(line.Value!, _users, _preferences)) Report(line.Place, problem, mend);
        }
    }

    private IEnumerable<Preference> AllPreferences()
    {
        using var stream = _files.Open(DatasetFiles.Preferences);
        if (stream is null) yield break;
        foreach (var line in JsonLines.Read(stream, DatasetFiles.Preferences, AttuneJson.Lines.Preference))
            if (line.Value is { } preference) yield return preference;
    }

    private void ReadSessions()
    {
        foreach (var line in Records(DatasetFiles.Sessions, AttuneJson.Lines.Session, s => s.Id))
        {
            var session = line.Value!;
            var faults = _contents.Faults.Count;
            foreach (var (problem, mend) in SessionRules.Check(session, _users, _preferences)) Report(line.Place, problem, mend);
            if (_contents.Faults.Count > faults) continue;

            if (session.UserId is null) _contents.RandomSessions.Add(session);
            else _contents.Sessions.Add(session.UserId, line);
            if (session.Kind == SessionKind.Preference) _contents.Expressed.Add((session.PreferenceId!, session.Expression!));
        }
    }

    private void ReadQueries()
    {
        foreach (var line in Records(DatasetFiles.Queries, AttuneJson.Lines.Query, q => q.Id))
        {
            _contents.Queries.Add(line.Value!);
            foreach (var (problem, mend) in QueryRules.Check(line.Value!, _preferences)) Report(line.Place, problem, mend);
        }
    }

    /// <summary>The sound records of a file; broken lines, empty and repeated ids are reported.</summary>
    private IEnumerable<JsonLine<T>> Records<T>(string file, JsonTypeInfo<T> type, Func<T, string> id)
        where T : class
    {
        using var stream = _files.Open(file);
        if (stream is null)
        {
            Report(file, "is missing", $"Add the file to {_files.Location}; it may be empty");
            yield break;
        }

        var firstPlace = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in JsonLines.Read(stream, file, type))
        {
            if (line.Fault is { } fault)
            {
                _contents.Faults.Add(fault);
                continue;
            }

            if (string.IsNullOrWhiteSpace(id(line.Value!))) Report(line.Place, "has an empty id", "Give it an id of its own");
            else if (!firstPlace.TryAdd(id(line.Value!), line.Number))
                Report(line.Place, $"repeats the id '{id(line.Value!)}' of line {firstPlace[id(line.Value!)]}", "Give it an id of its own");
            else yield return line;
        }
    }

    private void Report(string place, string problem, string mend) => _contents.Faults.Add(new(place, problem, mend));
}
