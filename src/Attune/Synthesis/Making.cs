using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis;

/// <summary>How a dataset is being made: <c>making/plan.json</c>. With the log of artefacts beside it, any interruption resumes.</summary>
/// <typeparam name="TPlan">The pipeline's plan.</typeparam>
internal sealed record Making<TPlan>
    where TPlan : class
{
    public required TPlan Plan { get; init; }

    /// <summary>How often a stage, or one artefact by its key, is to be made anew.</summary>
    public Dictionary<string, int> Rounds { get; init => field = value ?? []; } = [];

    /// <summary>The plan of a folder; null where it has none.</summary>
    /// <exception cref="BadInputException">The file is broken, or the plan of another pipeline.</exception>
    public static Making<TPlan>? Read(string path, JsonTypeInfo<Making<TPlan>> type)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path}:{e.LineNumber + 1}", "is not the plan of such a dataset", "Restore it, or begin again in another --out");
        }
    }

    /// <summary>Written aside and renamed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">Of <see cref="AttuneJson.Indented"/>.</param>
    public void Write(string path, JsonTypeInfo<Making<TPlan>> type) => Disk.Guard(path, () =>
    {
        var aside = path + ".partial";
        File.WriteAllBytes(aside, [.. JsonSerializer.SerializeToUtf8Bytes(this, type), (byte)'\n']);
        File.Move(aside, path, overwrite: true);
    });

    /// <summary>The seed of a request: another one for each artefact and round.</summary>
    /// <param name="draft">What is asked for.</param>
    /// <param name="seed">The dataset's.</param>
    public long SeedOf(Draft draft, long seed) =>
        new KeyedRandom(seed, draft.Key, $"{Rounds.GetValueOrDefault(draft.Stage) + Rounds.GetValueOrDefault(draft.Key)}").Next(int.MaxValue);

    /// <summary>The same plan, with these stages or keys to be made anew.</summary>
    public Making<TPlan> Again(IEnumerable<string> stagesOrKeys)
    {
        var rounds = new Dictionary<string, int>(Rounds);
        foreach (var name in stagesOrKeys) rounds[name] = rounds.GetValueOrDefault(name) + 1;
        return this with { Rounds = rounds };
    }
}
