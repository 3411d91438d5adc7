using System.Diagnostics;
using Attune.Datasets;
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
    private readonly Workbench _bench;
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
        _bench = Workbench.For(plan, _options, resolve, Stage.All);
        if (_bench.Model.IsEmbedded) RefuseForeign();
        _tally = new(_bench.Model.Name.Text, plan.Users, _options.Progress);
    }

    /// <summary>The plan that a dataset was made with.</summary>
    /// <param name="folder">The dataset folder.</param>
    /// <exception cref="BadInputException">It was not made by this pipeline.</exception>
    public static RealPrefPlan PlanOf(string folder)
    {
        var path = new MakingFolder(folder).Plan;
        try
        {
            return Making<RealPrefPlan>.Read(path, AttuneJson.Lines.MakingRealPrefPlan)?.Plan
                ?? throw new BadInputException(folder, "holds no making/plan.json, so it was not made by 'attune generate'", "Mend its files by hand");
        }
        catch (BadInputException) when (File.Exists(path))
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
        var making = Making<RealPrefPlan>.Begin(
            _folder, _plan, _options.Redo, AttuneJson.Indented.MakingRealPrefPlan,
            ("--personas", p => p.Personas), ("--topics", p => p.Topics), ("--language", p => p.Language));
        using var workshop = new Workshop(_bench, _folder, making.SeedOf, _options, _tally);
        var users = new UserMaker(_plan, _topics, workshop.MakeAsync);
        string? PersonaOf(int number) => personas.Count > 0 ? personas[number - 1] : null;

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workshop.InFlight, CancellationToken = cancellationToken };
        var sessions = await MakeRandomSessionsAsync(workshop, parallel).ConfigureAwait(false);
        await Parallel.ForEachAsync(Enumerable.Range(1, _plan.Users), parallel, async (number, _) =>
        {
            await users.MakeAsync(number, PersonaOf(number), cancellationToken).ConfigureAwait(false);
            _tally.CountUser();
        }).ConfigureAwait(false);

        // Everything stands in the log now, or failed; read back in order, it becomes the dataset.
        Task<Artefact> Recall(Draft draft, CancellationToken token) => Task.FromResult(workshop.Recall(draft));
        using var written = new WrittenDataset(_folder);
        written.Keep(leftOut);
        await WriteAsync(written, new UserMaker(_plan, _topics, Recall), PersonaOf, sessions.Select(d => workshop.Recall(d).Stamped()), cancellationToken).ConfigureAwait(false);
        var counts = written.Commit(Card(workshop.Models));
        return _tally.Report(_folder.Dataset, counts, written.SetAside, Stopwatch.GetElapsedTime(began));
    }

    private async Task WriteAsync(
        WrittenDataset written, UserMaker users, Func<int, string?> personaOf, IEnumerable<Artefact> randomSessions, CancellationToken cancellationToken)
    {
        for (var number = 1; number <= _plan.Users; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var user = await users.MakeAsync(number, personaOf(number), cancellationToken).ConfigureAwait(false);
            written.Keep(user.SetAside);
            if (user.Profile is null) continue;
            written.Records.Add(user.Profile);
            foreach (var preference in user.Preferences) written.Records.Add(preference);
            foreach (var session in user.Sessions) written.Records.Add(session);
            foreach (var query in user.Queries) written.Records.Add(query);
        }

        foreach (var artefact in randomSessions)
        {
            written.Keep(artefact.SetAside ?? []);
            foreach (var session in artefact.Sessions ?? []) written.Records.Add(session);
        }
    }

    private DatasetCard Card(IEnumerable<string> models) => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = _plan.Name,
        Version = "1",
        Source = $"Made by 'attune generate realpref' with {string.Join(" and ", models)}",
        Made = $"RealPref's pipeline (section 3): {_plan.Users} users, seed {_plan.Seed}, personas {(_plan.Personas is null ? "invented" : "from a file")}. People and conversations are fictional.",
    };

    /// <summary>Conversations are shorter or longer than asked, or set aside, so they are made until there are turns enough.</summary>
    private async Task<IReadOnlyList<Draft>> MakeRandomSessionsAsync(Workshop workshop, ParallelOptions parallel)
    {
        var drafts = new List<Draft>();
        for (int turns = 0, more = 1; turns < _plan.RandomTurns && more > 0; turns += more)
        {
            var missing = (_plan.RandomTurns - turns + RealPrefPlan.RandomSessionTurns - 1) / RealPrefPlan.RandomSessionTurns;
            var batch = Enumerable.Range(drafts.Count + 1, missing).Select(n => new RandomSessionDraft(_plan.Seed, _plan.Language, $"random-{n:0000}", n, RealPrefPlan.RandomSessionTurns, RealPrefPlan.RandomReplyWords)).ToList();
            more = 0;
            await Parallel.ForEachAsync(batch, parallel, async (draft, _) =>
            {
                var made = await workshop.MakeAsync(draft, parallel.CancellationToken).ConfigureAwait(false);
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
            throw new BadInputException($"--language {_plan.Language}", $"is none that {_bench.Model.Name} knows", "Leave it out, or name a real model");
        var known = TopicPool.RealPref.Select(t => t.ToString()).ToHashSet(StringComparer.Ordinal);
        if (_topics.FirstOrDefault(t => !known.Contains(t.ToString())) is { } foreign)
            throw new BadInputException($"--topics {_plan.Topics}", $"has '{foreign}', of which {_bench.Model.Name} knows nothing", "Keep to RealPref's 37 subtopics, or name a real model");
    }
}
