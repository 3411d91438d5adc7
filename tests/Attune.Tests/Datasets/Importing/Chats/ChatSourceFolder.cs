using Attune.Datasets;
using Attune.Datasets.Importing.Chats;
using Attune.Redacting;

namespace Attune.Tests.Datasets.Importing.Chats;

/// <summary>Imports chats from fixtures or texts into a folder that is removed afterwards.</summary>
public sealed class ChatSourceFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-chats-").FullName;

    public string Out => Path.Combine(_root, "out");

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "chats", name);

    public string PathOf(string name) => Path.Combine(_root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public Imported Import(ChatFormat format, string source, bool redact = false, string? user = null)
    {
        if (Directory.Exists(Out)) Directory.Delete(Out, recursive: true);
        var result = ChatImporter.Import(format, source, Out, new() { UserId = user, Redactor = redact ? new Redactor() : null });
        Dataset.Validate(Out).ShouldBeEmpty();
        return new(result, Dataset.Open(Out));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public sealed record Imported(ChatImportResult Result, Dataset Dataset)
    {
        public IReadOnlyList<Attune.Conversations.Session> Sessions { get; } = [.. Dataset.Profiles.SelectMany(p => Dataset.SessionsOf(p.Id)).OrderBy(s => s.Id, StringComparer.Ordinal)];

        /// <summary>A session's turns as "user|assistant".</summary>
        public IEnumerable<string> Turns(int session) => Sessions[session].Turns.Select(t => $"{t.User}|{t.Assistant}");

        public void ShouldCount(string problem, long times, params string[] places)
        {
            var oddity = Result.Oddities.SingleOrDefault(o => o.Problem == problem).ShouldNotBeNull($"'{problem}' is not among: {string.Join("; ", Result.Oddities.Select(o => o.Problem))}");
            oddity.Times.ShouldBe(times);
            if (places.Length > 0) oddity.Places.ShouldBe(places);
        }
    }
}
