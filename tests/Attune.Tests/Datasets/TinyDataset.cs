using System.Text.Json.Nodes;
using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Attune.Questions;

namespace Attune.Tests.Datasets;

/// <summary>
/// A small valid dataset in a temporary folder, for a test to run on or to spoil: two users with two original preferences and a
/// generalized one each, all expressed directly, the first also by experience in two sessions, a life event, and random sessions.
/// </summary>
public sealed class TinyDataset : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-tiny-").FullName;

    public TinyDataset(int users = 2, int randomSessions = 4, Func<int, string>? randomText = null)
    {
        randomText ??= i => $"How long does bread number {i} rise?";
        using var writer = new DatasetWriter(Folder);
        for (var u = 1; u <= users; u++)
        {
            var user = $"u{u}";
            writer.Add(new Profile { Id = user, Persona = $"Person {u}." });
            foreach (var p in (string[])["p1", "p2"])
            {
                writer.Add(Preference(user, p));
                writer.Add(Revealing(user, p, "direct", 1));
                writer.Add(Query(user, p));
            }

            writer.Add(Preference(user, "g") with { Kind = PreferenceKind.Generalized, DerivedFrom = [$"{user}-p1", $"{user}-p2"] });
            writer.Add(Query(user, "g"));
            writer.Add(Revealing(user, "p1", "experience", 1));
            writer.Add(Revealing(user, "p1", "experience", 2));
            writer.Add(Session($"{user}-life", user, SessionKind.LifeEvent, $"I moved house, says {user}.") with { Date = new(2024, 1, 1) });
        }

        for (var r = 1; r <= randomSessions; r++) writer.Add(Session($"r{r}", null, SessionKind.Random, randomText(r)));
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "tiny" });
    }

    public string Root => _root;

    public string Folder => Path.Combine(_root, "dataset");

    public IEnumerable<string> Faults => Dataset.Validate(Folder).Select(f => f.ToString());

    public static string Evidence(string user, string preference, string expression, int part) => $"{user} on {preference}, {expression} {part}.";

    public Dataset Open() => Dataset.Open(Folder);

    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Changes one record; a null value removes the field.</summary>
    public TinyDataset Set(string file, int line, string field, string? json)
    {
        var lines = File.ReadAllLines(PathOf(file));
        var record = JsonNode.Parse(lines[line - 1])!.AsObject();
        record.Remove(field);
        if (json is not null) record[field] = JsonNode.Parse(json);
        return SetLine(file, line, record.ToJsonString());
    }

    public TinyDataset SetLine(string file, int line, string text)
    {
        var lines = File.ReadAllLines(PathOf(file)).ToList();
        while (lines.Count < line) lines.Add("");
        lines[line - 1] = text;
        return Write(file, string.Join('\n', lines) + "\n");
    }

    public TinyDataset Edit(string file, Func<string, string> edit) => Write(file, edit(File.ReadAllText(PathOf(file))));

    public TinyDataset Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Preference Preference(string user, string id) => new()
    {
        Id = $"{user}-{id}",
        UserId = user,
        Kind = PreferenceKind.Original,
        Type = PreferenceType.Negative,
        Topic = new() { Field = "Food", Subtopic = "Snacks" },
        Text = $"Does not eat what {id} names.",
    };

    private static Session Revealing(string user, string preference, string expression, int part) =>
        Session($"{user}-{preference}-{expression}-{part}", user, SessionKind.Preference, Evidence(user, preference, expression, part)) with
        {
            Expression = expression,
            PreferenceId = $"{user}-{preference}",
            Date = new(2024, 2, part),
        };

    private static Session Session(string id, string? user, SessionKind kind, string text) =>
        new() { Id = id, UserId = user, Kind = kind, Turns = [new() { User = text, Assistant = "I see." }] };

    private static Query Query(string user, string preference) => new()
    {
        Id = $"{user}-{preference}-q",
        PreferenceId = $"{user}-{preference}",
        Question = $"What shall {user} eat, given {preference}?",
        Options = [.. "ABCD".Select(label => new Option { Label = $"{label}", Text = $"dish {label} for {user}-{preference}" })],
        Answer = "B",
        TrueQuestion = $"Is dish B for {user}-{preference} right?",
        FalseQuestion = $"Is dish C for {user}-{preference} right?",
    };
}
