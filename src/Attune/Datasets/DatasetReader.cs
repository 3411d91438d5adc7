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
    private readonly Dictionary<string, SessionOwner>? _sessions;
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);

    private DatasetReader(DatasetFiles files)
    {
        (_files, _contents) = (files, new DatasetContents(files));
        using var pairs = files.Open(DatasetFiles.Pairs);
        if (pairs is not null) _sessions = new(StringComparer.Ordinal);
    }

    public static DatasetContents Read(DatasetFiles files)
    {
        var reader = new DatasetReader(files);
        if (!reader.ReadCard()) return reader._contents;
        reader._contents.Faults.AddRange(reader.ReadProfiles().InOrder());
        reader._contents.Faults.AddRange(reader.ReadPreferences().InOrder());

        // Neither of the two long files needs the other.
        var queries = Task.Run(reader.ReadQueries);
        reader._contents.Faults.AddRange(reader.ReadSessions().InOrder());
        reader._contents.Faults.AddRange(queries.GetAwaiter().GetResult().InOrder());
        reader._contents.Faults.AddRange(reader.ReadPairs().InOrder());
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

    private FileFaults ReadProfiles()
    {
        var faults = new FileFaults(DatasetFiles.Profiles);
        foreach (var line in Records(faults, AttuneJson.Lines.Profile, p => p.Id))
        {
            _contents.Profiles.Add(line.Value!);
            _users.Add(line.Value!.Id);
            faults.Add(line.Number, ProfileRules.Check(line.Value));
        }

        return faults;
    }

    private FileFaults ReadPreferences()
    {
        // A generalized preference may stand before the originals that it names, so all are known before any is checked.
        var faults = new FileFaults(DatasetFiles.Preferences);
        var lines = Records(faults, AttuneJson.Lines.Preference, p => p.Id).ToList();
        foreach (var line in lines) _preferences.Add(line.Value!.Id, line.Value);
        foreach (var line in lines)
        {
            _contents.Preferences.Add(line.Value!);
            faults.Add(line.Number, PreferenceRules.Check(line.Value!, _users, _preferences));
        }

        return faults;
    }

    private FileFaults ReadSessions()
    {
        var faults = new FileFaults(DatasetFiles.Sessions);
        foreach (var line in Records(faults, AttuneJson.Lines.Session, s => s.Id))
        {
            var session = line.Value!;
            if (!faults.Add(line.Number, SessionRules.Check(session, _users, _preferences))) continue;

            _sessions?.Add(session.Id, new(session.UserId, session.PreferenceId));
            if (session.UserId is null) _contents.RandomSessions.Add(session);
            else _contents.Sessions.Add(session.UserId, line);
            if (session.Kind == SessionKind.Preference) _contents.Expressed.Add((session.PreferenceId!, session.Expression!));
        }

        return faults;
    }

    private FileFaults ReadQueries()
    {
        var faults = new FileFaults(DatasetFiles.Queries);
        foreach (var line in Records(faults, AttuneJson.Lines.Query, q => q.Id))
        {
            _contents.Queries.Add(line.Value!);
            faults.Add(line.Number, QueryRules.Check(line.Value!, _preferences));
        }

        return faults;
    }

    private FileFaults ReadPairs()
    {
        var faults = new FileFaults(DatasetFiles.Pairs);
        if (_sessions is null) return faults;
        foreach (var line in Records(faults, AttuneJson.Lines.PreferencePair, p => p.Id))
        {
            _contents.Pairs.Add(line.Value!);
            faults.Add(line.Number, PairRules.Check(line.Value!, _preferences, _sessions));
        }

        return faults;
    }

    /// <summary>The sound records of a file; broken lines, empty and repeated ids are faults.</summary>
    private IEnumerable<JsonLine<T>> Records<T>(FileFaults faults, JsonTypeInfo<T> type, Func<T, string> id)
        where T : class
    {
        using var stream = _files.Open(faults.File);
        if (stream is null)
        {
            faults.Missing(_files.Location);
            yield break;
        }

        var firstPlace = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in JsonLines.Read(stream, faults.File, type))
        {
            if (line.Fault is { } fault) faults.Add(line.Number, fault);
            else if (string.IsNullOrWhiteSpace(id(line.Value!))) faults.Add(line.Number, [("has an empty id", "Give it an id of its own")]);
            else if (!firstPlace.TryAdd(id(line.Value!), line.Number))
                faults.Add(line.Number, [($"repeats the id '{id(line.Value!)}' of line {firstPlace[id(line.Value!)]}", "Give it an id of its own")]);
            else yield return line;
        }
    }

    private void Report(string place, string problem, string mend) => _contents.Faults.Add(new(place, problem, mend));
}
