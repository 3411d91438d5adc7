using System.Diagnostics;
using Attune.Datasets;
using Attune.Models;
using Attune.Runs;
using Attune.Synthesis.Drafts;
using Attune.Tokens;

namespace Attune.Synthesis.Pairs;

/// <summary>
/// Makes a dataset of preference pairs as InterPref section 3.3 does, from the preferences of another dataset: opposed preferences,
/// queries for both sides, histories by template. One pipeline for every model. What is made is logged at once, so any interruption
/// resumes; groups of users stream, so their number does not matter to the memory. For one run.
/// </summary>
public sealed class InterPrefPipeline
{
    private readonly GenerationOptions _options;
    private readonly MakingFolder _folder;
    private readonly InterPrefPlan _plan;
    private readonly Workbench _bench;
    private readonly string _source;
    private readonly IReadOnlyList<SetAside> _leftOut;
    private readonly PairGroups _groups;

    /// <summary>Checks everything that can be checked before the first call.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="folder">The dataset folder: new, or begun with the same plan.</param>
    /// <param name="resolve">Makes a model of its name; by default the embedded models.</param>
    /// <param name="options">How to make it; null means the defaults.</param>
    /// <exception cref="BadInputException">Something is wrong with the plan, the dataset that it names, or the folder.</exception>
    public InterPrefPipeline(InterPrefPlan plan, string folder, Func<ModelName, MessageTokens, ChatModel>? resolve = null, GenerationOptions? options = null)
    {
        if (plan.Pairs is < 1) throw new BadInputException("--pairs", "must be at least 1", "Say how many pairs to make, as --pairs 200, or all");
        (_plan, _folder, _options) = (plan, new(folder), options ?? new());
        _bench = Workbench.For(plan, _options, resolve, PairStage.All);
        if (_bench.Model.IsEmbedded && !plan.IsEnglish)
            throw new BadInputException($"--language {plan.Language}", $"is none that {_bench.Model.Name} knows", "Leave it out, or name a real model");
        var dataset = Dataset.Open(plan.From);
        if (Path.GetFullPath(dataset.Location) == Path.GetFullPath(folder))
            throw new BadInputException("--out", "is the dataset that the preferences come from", "Choose another --out");
        _source = dataset.Card.Name;
        (var usable, _leftOut) = PairablePreferences.Of(dataset.Preferences);
        if (usable.Count == 0)
            throw new BadInputException(dataset.Location, "has no preference that a pair can be made of", "Give a dataset with preferences, as 'attune mine' or 'attune generate realpref' makes them" + (_leftOut.Count > 0 ? $"; {_leftOut[0].Item}: {_leftOut[0].Cause}" : ""));
        _groups = PairGroups.Of(usable, plan.Seed);
    }

    /// <summary>Makes what is missing and writes the dataset.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the same call goes on.</exception>
    /// <exception cref="ModelCallException">No other call could succeed; the same call goes on.</exception>
    /// <exception cref="BudgetReachedException">The budget is used; the same call goes on.</exception>
    /// <exception cref="BadInputException">The folder belongs to another plan or process, or a file in it cannot be written.</exception>
    public async Task<GenerationReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        using var held = _folder.Hold();
        var making = Making<InterPrefPlan>.Begin(
            _folder, _plan, _options.Redo, AttuneJson.Indented.MakingInterPrefPlan, ("--from", p => p.From), ("--language", p => p.Language));
        var tally = new GenerationTally(_bench.Model.Name.Text, PairBatches.Groups(_plan.Pairs, _groups), _options.Progress);
        using var workshop = new Workshop(_bench, _folder, making.SeedOf, _options, tally);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workshop.InFlight, CancellationToken = cancellationToken };
        var neutral = await NeutralAsync(workshop, parallel).ConfigureAwait(false);
        var groups = new GroupMaker(_plan, _source, workshop.MakeAsync);
        var most = await PairBatches.MakeAsync(_plan.Pairs, _groups, parallel, async (group, limit) =>
        {
            var made = await groups.MakeAsync(group + 1, _groups.Groups[group], limit, NeutralOf(neutral, group), cancellationToken).ConfigureAwait(false);
            tally.CountUser();
            return made.Pairs.Count;
        }).ConfigureAwait(false);

        // Everything stands in the log now, or failed; read back in order, it becomes the dataset.
        using var written = new WrittenDataset(_folder);
        var assembly = new PairAssembly(_plan, _groups, _source, _leftOut, written);
        var recalled = new GroupMaker(_plan, _source, (draft, _) => Task.FromResult(workshop.Recall(draft)));
        var counts = await assembly.WriteAsync(
            most.Select((limit, group) => recalled.MakeAsync(group + 1, _groups.Groups[group], limit, NeutralOf(neutral, group), cancellationToken)),
            neutral, workshop.Models, cancellationToken).ConfigureAwait(false);
        return tally.Report(_folder.Dataset, counts, written.SetAside, Stopwatch.GetElapsedTime(began)) with { Notes = assembly.Notes };
    }

    /// <summary>One neutral session for each group, up to a number from which on they serve several.</summary>
    private async Task<IReadOnlyList<Artefact>> NeutralAsync(Workshop workshop, ParallelOptions parallel)
    {
        var wanted = Math.Min(PairBatches.Groups(_plan.Pairs, _groups), InterPrefPlan.MostNeutralSessions);
        var made = new Artefact[wanted];
        await Parallel.ForEachAsync(Enumerable.Range(0, wanted), parallel, async (i, token) =>
            made[i] = await workshop.MakeAsync(
                new RandomSessionDraft(_plan.Seed, _plan.Language, $"neutral-{i + 1:0000}", i + 1, InterPrefPlan.NeutralTurns, InterPrefPlan.NeutralReplyWords), token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. made.Select(m => m.Stamped())];
    }

    /// <summary>Where the group's own could not be made, another one.</summary>
    private static string? NeutralOf(IReadOnlyList<Artefact> neutral, int group) =>
        Enumerable.Range(group, neutral.Count).Select(i => neutral[i % neutral.Count].Sessions?.FirstOrDefault()?.Id).FirstOrDefault(id => id is not null);
}
