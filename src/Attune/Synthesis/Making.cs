using System.Text.Json;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis;

/// <summary>How a dataset is being made: <c>making/plan.json</c>. With the log of artefacts beside it, any interruption resumes.</summary>
internal sealed record Making
{
    public required RealPrefPlan Plan { get; init; }

    /// <summary>How often a stage, or one artefact by its key, is to be made anew.</summary>
    public Dictionary<string, int> Rounds { get; init => field = value ?? []; } = [];

    /// <summary>The plan of a folder; null where it has none.</summary>
    /// <exception cref="BadInputException">The file is broken.</exception>
    public static Making? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, AttuneJson.Lines.Making) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path}:{e.LineNumber + 1}", "is not the plan of a dataset", "Restore it, or begin again in another --out");
        }
    }

    /// <summary>Written aside and renamed.</summary>
    public void Write(string path) => Disk.Guard(path, () =>
    {
        var aside = path + ".partial";
        File.WriteAllBytes(aside, [.. JsonSerializer.SerializeToUtf8Bytes(this, AttuneJson.Indented.Making), (byte)'\n']);
        File.Move(aside, path, overwrite: true);
    });

    /// <summary>The seed of a request: another one for each artefact and round.</summary>
    public long SeedOf(Draft draft) =>
        new KeyedRandom(Plan.Seed, draft.Key, $"{Rounds.GetValueOrDefault(draft.Stage) + Rounds.GetValueOrDefault(draft.Key)}").Next(int.MaxValue);

    /// <summary>The same plan, with these stages or keys to be made anew.</summary>
    public Making Again(IEnumerable<string> stagesOrKeys)
    {
        var rounds = new Dictionary<string, int>(Rounds);
        foreach (var name in stagesOrKeys) rounds[name] = rounds.GetValueOrDefault(name) + 1;
        return this with { Rounds = rounds };
    }
}
