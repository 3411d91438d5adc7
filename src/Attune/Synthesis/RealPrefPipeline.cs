using System.Diagnostics;
using Attune.Models;
using Attune.People;
using Attune.Runs;
using Attune.Synthesis.Drafts;
using Attune.Tokens;

namespace Attune.Synthesis;

/// <summary>
/// Makes a dataset as RealPref section 3 does: personas, profiles, life events, original and generalized preferences, conversations,
/// queries. One pipeline for every model. What is made is logged at once, so any interruption resumes; users stream, so their number
/// does not matter to the memory. For one run.
/// </summary>
public sealed class RealPrefPipeline
{
    private readonly GenerationOptions _options;
    private readonly MakingFolder _folder;
    private readonly RealPrefPlan _plan;
    private readonly IReadOnlyList<Topic> _topics;
    private readonly Workshop _workshop;
    private readonly GenerationTally _tally;

    /// <summary>Checks everything that can be checked before the first call.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="folder">The dataset folder: new, or begun with the same plan.</param>
    /// <param name="resolve">Makes a model of its name; by default the embedded models.</param>
    /// <param name="options">How to make it; null means the defaults.</param>
    /// <exception cref="BadInputException">Something is wrong with the plan, a file it names, or the folder.</exception>
    public RealPrefPipeline(RealPrefPlan plan, string folder, Func<ModelName, MessageTokens, ChatModel>? resolve = null, GenerationOptions? options = null)
    {
        if (plan.Users < 1) throw new BadInputException("--users", "must be at least 1", "Say how many users to make, as --users 100");
        if (plan.RandomTurns < 0) throw new BadInputException("--random-turns", "must not be negative", "RealPref has about 1000");
        (_plan, _folder, _options) = (plan, new(folder), options ?? new());
        _topics = plan.Topics is { } topics ? TopicPool.Read(topics) : TopicPool.RealPref;
        _workshop = new(plan.Model, plan.Prompts, Stage.All, resolve, _options);
        if (_workshop.Model.IsEmbedded) RefuseForeign();
        _tally = new(_workshop.Model.Name.Text, plan.Users, _options.Progress);
    }

    /// <summary>The plan that a dataset was made with.</summary>
    /// <param name="folder">The dataset folder.</param>
    /// <exception cref="BadInputException">It was not made by this pipeline.</exception>
    public static RealPrefPlan PlanOf(string folder)
    {
        var path = new MakingFolder(folder).Plan;
        if (!File.Exists(path)) throw new BadInputException(folder, "holds no making/plan.json, so it was not made by 'attune generate'", "Mend its files by hand");
        try
        {
            return Making<RealPrefPlan>.Read(path, AttuneJson.Lines.RealPrefMaking)!.Plan;
        }
        catch (BadInputException)
        {
            throw new BadInputException(path, "is no plan of 'attune generate realpref'", "Make what offends again with the command that made the dataset, and --redo STAGE");
        }
    }

    /// <summary>Makes what is missing and writes the dataset.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the same call goes on.</exception>
    /// <exception cref="ModelCallException">No other call could succeed; the same call goes on.</exception>
    /// <exception cref="BudgetReachedException">The budget is used; the same call goes on.</exception>
    /// <exception cref="BadInputException">The folder belongs to another plan or process, or a file in it cannot be written.</exception>
    public async Task<GenerationReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        var (personas, leftOut) = _plan.Personas is { } file ? PersonaFile.Draw(file, _plan.Users, _plan.Seed) : ([], []);
        using var held = _folder.Hold();
        var making = Begin();
        using var log = _workshop.Log(_folder);
        using var maker = _workshop.Maker(log, draft => making.SeedOf(draft, _plan.Seed), _tally);
        var users = new UserMaker(_plan, _topics, maker.MakeAsync);
        string? PersonaOf(int number) => personas.Count > 0 ? personas[number - 1] : null;

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _workshop.InFlight, CancellationToken = cancellationToken };
        var sessions = await MakeRandomSessionsAsync(maker, parallel).ConfigureAwait(false);
        await Parallel.ForEachAsync(Enumerable.Range(1, _plan.Users), parallel, async (number, _) =>
        {
            await users.MakeAsync(number, PersonaOf(number), cancellationToken).ConfigureAwait(false);
            _tally.CountUser();
        }).ConfigureAwait(false);

        // Everything stands in the log now, or failed; read back in order, it becomes the dataset.
        var models = new SortedSet<string>(StringComparer.Ordinal);
        Artefact Known(Draft draft)
        {
            var artefact = maker.Recall(draft);
            if (artefact.Asks > 0) models.Add(artefact.Made.Model);
            return artefact;
        }

        Task<Artefact> Recall(Draft draft, CancellationToken token) => Task.FromResult(Known(draft));
        using var made = new MadeDataset(_folder);
        var assembly = new DatasetAssembly(_plan, made, leftOut, models);
        var counts = await assembly.WriteAsync(
            new UserMaker(_plan, _topics, Recall), PersonaOf, sessions.Select(d => Known(d).Stamped()), cancellationToken).ConfigureAwait(false);
        return _tally.Report(_folder.Dataset, counts, made.SetAside, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Conversations are shorter or longer than asked, or set aside, so they are made until there are turns enough.</summary>
    private async Task<IReadOnlyList<Draft>> MakeRandomSessionsAsync(Maker maker, ParallelOptions parallel)
    {
        var drafts = new List<Draft>();
        for (int turns = 0, more = 1; turns < _plan.RandomTurns && more > 0; turns += more)
        {
            var missing = (_plan.RandomTurns - turns + RealPrefPlan.RandomSessionTurns - 1) / RealPrefPlan.RandomSessionTurns;
            var batch = Enumerable.Range(drafts.Count + 1, missing).Select(n => new RandomSessionDraft(_plan.Seed, _plan.Language, $"random-{n:0000}", n, RealPrefPlan.RandomSessionTurns, RealPrefPlan.RandomReplyWords)).ToList();
            more = 0;
            await Parallel.ForEachAsync(batch, parallel, async (draft, _) =>
            {
                var made = await maker.MakeAsync(draft, parallel.CancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref more, made.Sessions?.Sum(s => s.Turns.Count) ?? 0);
            }).ConfigureAwait(false);
            drafts.AddRange(batch);
        }

        return drafts;
    }

    /// <summary>What is written from a bank is written in its language, about its topics.</summary>
    private void RefuseForeign()
    {
        if (!_plan.Language.Equals("English", StringComparison.OrdinalIgnoreCase))
            throw new BadInputException($"--language {_plan.Language}", $"is none that {_workshop.Model.Name} knows", "Leave it out, or name a real model");
        var known = TopicPool.RealPref.Select(t => t.ToString()).ToHashSet(StringComparer.Ordinal);
        if (_topics.FirstOrDefault(t => !known.Contains(t.ToString())) is { } foreign)
            throw new BadInputException($"--topics {_plan.Topics}", $"has '{foreign}', of which {_workshop.Model.Name} knows nothing", "Keep to RealPref's 37 subtopics, or name a real model");
    }

    /// <summary>A plan can grow, and its prompts and model can change for what is yet to be made; anything else would be another dataset.</summary>
    private Making<RealPrefPlan> Begin()
    {
        var before = Making<RealPrefPlan>.Read(_folder.Plan, AttuneJson.Lines.RealPrefMaking);
        if (before is not null)
        {
            (string Option, object? Before, object? Now)[] fixedOptions =
            [
                ("--seed", before.Plan.Seed, _plan.Seed), ("--personas", before.Plan.Personas, _plan.Personas), ("--topics", before.Plan.Topics, _plan.Topics),
                ("--language", before.Plan.Language, _plan.Language), ("--model", _options.Redo.Count > 0 ? _plan.Model : before.Plan.Model, _plan.Model),
            ];
            if (fixedOptions.FirstOrDefault(o => !Equals(o.Before, o.Now)) is { Option: { } option } other)
                throw new BadInputException(_folder.Dataset, $"was begun with {option} {other.Before ?? "not given"}", $"Go on with it, or choose another --out{(option == "--model" ? "; with --redo STAGE another model may make a stage again" : "")}");
        }

        var making = ((before ?? new Making<RealPrefPlan> { Plan = _plan }) with { Plan = _plan }).Again(_options.Redo);
        making.Write(_folder.Plan, AttuneJson.Indented.RealPrefMaking);
        return making;
    }
}
