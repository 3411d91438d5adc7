using Attune.Conversations;
using Attune.Datasets;
using Attune.Datasets.Importing.Chats;
using Attune.Models;
using Attune.People;
using Attune.Synthesis;
using Attune.Synthesis.Mining;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Synthesis.Mining;

/// <summary>Chats in a temporary folder, and what is mined of them.</summary>
internal sealed class MinedFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-mine-").FullName;

    public string At(string name) => Path.Combine(_root, name);

    /// <summary>The export of twelve people that ships with the tests.</summary>
    public string TwelvePeople()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Fixtures", "chats", "twelve-people.json");
        ChatImporter.Import(ChatFormat.ShareGpt, source, At("chats"));
        return At("chats");
    }

    /// <summary>A dataset of one chat for each user: the user's messages.</summary>
    public string Chats(params (string User, string[] Messages)[] users)
    {
        using var writer = new DatasetWriter(At("chats"));
        foreach (var user in users.Select(u => u.User).Distinct()) writer.Add(new Profile { Id = user, Persona = "Somebody." });
        foreach (var (number, (user, messages)) in users.Index())
            writer.Add(new Session { Id = $"chat-{number + 1}", UserId = user, Kind = SessionKind.Chat, Turns = [.. messages.Select(m => new Turn { User = m, Assistant = "I see." })] });
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "chats" });
        return At("chats");
    }

    public Task<MiningReport> MineAsync(
        string chats, string name = "mined", IChatClient? model = null, Action<GenerationOptions>? with = null, long seed = 0,
        IEmbeddingGenerator<string, Embedding<float>>? embeddings = null, CancellationToken cancellation = default)
    {
        var options = new GenerationOptions { Retry = new() { MaxAttempts = 1 } };
        with?.Invoke(options);
        var plan = new MiningPlan
        {
            Name = name,
            Chats = chats,
            Seed = seed,
            Model = model is null ? "embedded:simulator" : "openai:reader",
            Embeddings = embeddings is null ? EmbeddedModels.Embeddings : "openai:embedding",
        };
        return new MiningPipeline(
            plan, At(name), model is null ? null : (_, _) => new(ModelName.Parse("openai:reader"), model), embeddings is null ? null : _ => embeddings, options).RunAsync(cancellation);
    }

    public string Text(string name, string file) => File.ReadAllText(Path.Combine(At(name), file));

    public string Bytes(string name) => string.Concat(Directory.EnumerateFiles(At(name)).Where(f => !f.EndsWith("dataset.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    public IReadOnlyList<string> Preferences(string name = "mined") => [.. Dataset.Open(At(name)).Preferences.Select(p => p.Text)];

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
