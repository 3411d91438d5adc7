using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis;

/// <summary>How a dataset is being made: <c>making/plan.json</c>. With the log of artefacts beside it, any interruption resumes.</summary>
/// <typeparam name="TPlan">The plan of the pipeline that makes it.</typeparam>
internal sealed record Making<TPlan>
    where TPlan : class, IMakingPlan
{
    public required TPlan Plan { get; init; }

    /// <summary>How often a stage, or one artefact by its key, is to be made anew.</summary>
    public Dictionary<string, int> Rounds { get; init => field = value ?? []; } = [];

    /// <summary>The plan of a folder; null where it has none.</summary>
    /// <exception cref="BadInputException">The file is broken.</exception>
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
            throw new BadInputException($"{path}:{e.LineNumber + 1}", "is not the plan of a dataset", "Restore it, or begin again in another --out");
        }
    }

    /// <summary>
    /// Begins, or goes on. A plan can grow, and its prompts can change for what is yet to be made, and its model where something is made
    /// again; anything else would be another dataset.
    /// </summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="plan">What is to be made.</param>
    /// <param name="redo">Stages or keys to be made anew.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="fixedOptions">What makes another dataset, besides seed and model: each option's value in a plan.</param>
    /// <exception cref="BadInputException">The folder was begun with another plan, or cannot be written.</exception>
    public static Making<TPlan> Begin(
        MakingFolder folder, TPlan plan, IReadOnlyList<string> redo, JsonTypeInfo<Making<TPlan>> type, params ReadOnlySpan<(string Option, Func<TPlan, object?> Value)> fixedOptions)
    {
        var before = Read(folder.Plan, type);
        if (before is not null)
        {
            foreach (var (option, value) in (ReadOnlySpan<(string, Func<TPlan, object?>)>)[("--seed", p => p.Seed), .. fixedOptions])
                if (!Equals(value(before.Plan), value(plan))) throw Another(folder, option, value(before.Plan), "");
            if (redo.Count == 0 && before.Plan.Model != plan.Model)
                throw Another(folder, "--model", before.Plan.Model, "; with --redo STAGE another model may make a stage again");
        }

        var making = ((before ?? new() { Plan = plan }) with { Plan = plan }).Again(redo);
        making.Write(folder.Plan, type);
        return making;
    }

    private static BadInputException Another(MakingFolder folder, string option, object? before, string besides) =>
        new(folder.Dataset, $"was begun with {option} {before ?? "not given"}", $"Go on with it, or choose another --out{besides}");

    /// <summary>Written aside and renamed.</summary>
    private void Write(string path, JsonTypeInfo<Making<TPlan>> type) => Disk.Guard(path, () =>
    {
        var aside = path + ".partial";
        File.WriteAllBytes(aside, [.. JsonSerializer.SerializeToUtf8Bytes(this, type), (byte)'\n']);
        File.Move(aside, path, overwrite: true);
    });

    /// <summary>The seed of a request: another one for each artefact and round.</summary>
    public long SeedOf(Draft draft) =>
        new KeyedRandom(Plan.Seed, draft.Key, $"{Rounds.GetValueOrDefault(draft.Stage) + Rounds.GetValueOrDefault(draft.Key)}").Next(int.MaxValue);

    /// <summary>The same plan, with these stages or keys to be made anew.</summary>
    private Making<TPlan> Again(IEnumerable<string> stagesOrKeys)
    {
        var rounds = new Dictionary<string, int>(Rounds);
        foreach (var name in stagesOrKeys) rounds[name] = rounds.GetValueOrDefault(name) + 1;
        return this with { Rounds = rounds };
    }
}
