using Attune.Audits;
using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Attune.Questions;

namespace Attune.Tests.Audits;

/// <summary>A dataset put together by a test, record by record, in a temporary folder.</summary>
internal sealed class HandMade : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-audit-test-").FullName;

    public List<Profile> Profiles { get; } = [];

    public List<Preference> Preferences { get; } = [];

    public List<Session> Sessions { get; } = [];

    public List<Query> Queries { get; } = [];

    public List<PreferencePair> Pairs { get; } = [];

    public string Folder => Path.Combine(_root, "made");

    /// <summary>Users u1, u2 and so on, each with one relative preference of their own on tea.</summary>
    public static HandMade Of(int users)
    {
        var made = new HandMade();
        for (var u = 1; u <= users; u++)
        {
            made.Profiles.Add(new() { Id = $"u{u}", Persona = $"Person {u}." });
            made.Preferences.Add(Preference(u, 1));
        }

        return made;
    }

    public static Preference Preference(int user, int number, string? text = null) => new()
    {
        Id = $"u{user}-p{number}",
        UserId = $"u{user}",
        Kind = PreferenceKind.Original,
        Type = PreferenceType.Relative,
        Topic = new() { Field = "Food", Subtopic = "Snacks & Drinks" },
        Text = text ?? $"Prefers liked{user}n{number} over disliked{user}n{number}.",
        Facets = new() { Liked = [$"liked{user}n{number}"], Disliked = [$"disliked{user}n{number}"] },
    };

    /// <summary>A query with four options alike in length and wording, the first of them right.</summary>
    public static Query Query(int user, int number, string answer = "A", params string[] options) => new()
    {
        Id = $"u{user}-p{number}-q",
        PreferenceId = $"u{user}-p{number}",
        Question = "What shall I drink tonight?",
        Options = [.. (options.Length > 0 ? options : ["a pot of one", "a pot of two", "a pot of six", "a pot of ten"]).Select((text, i) => new Option { Label = "ABCD"[i].ToString(), Text = text })],
        Answer = answer,
        TrueQuestion = "What shall I drink tonight? Would a pot of one do?",
        FalseQuestion = "What shall I drink tonight? Would a pot of two do?",
    };

    public static Session Revealing(int user, int number, string expression, string said, DateOnly? date = null, int part = 1) => new()
    {
        Id = $"u{user}-p{number}-{expression}-{part}",
        UserId = $"u{user}",
        Kind = SessionKind.Preference,
        Expression = expression,
        PreferenceId = $"u{user}-p{number}",
        Date = date,
        Turns = [new() { User = said, Assistant = "I see." }],
    };

    /// <summary>The first preferences of two users as a pair; both need a session that reveals them.</summary>
    public static PreferencePair Pair(int user, int other, string query, params string[] random) => new()
    {
        Id = $"u{user}-u{other}",
        PreferenceA = $"u{user}-p1",
        PreferenceB = $"u{other}-p1",
        Query = query,
        HistoryA = [$"u{user}-p1-rewrite-1", .. random],
        HistoryB = [$"u{other}-p1-rewrite-1"],
    };

    public static Session Random(int number, string said, string reply = "By the book.") =>
        new() { Id = $"r{number}", Kind = SessionKind.Random, Turns = [new() { User = said, Assistant = reply }] };

    public Dataset Open()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        using (var writer = new DatasetWriter(Folder))
        {
            Profiles.ForEach(writer.Add);
            Preferences.ForEach(writer.Add);
            Sessions.ForEach(writer.Add);
            Queries.ForEach(writer.Add);
            Pairs.ForEach(writer.Add);
            writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "made" });
        }

        return Dataset.Open(Folder);
    }

    /// <summary>What a gate finds, by the name of the check.</summary>
    public async Task<Dictionary<string, AuditCheck>> Through(Gate gate, int? limitUsers = null) =>
        (await gate.CheckAsync(new(Open(), limitUsers, 0), CancellationToken.None)).ToDictionary(c => c.Name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
