using System.Diagnostics;
using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Models;
using Attune.People;
using Attune.Runs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Synthesis.Mining;

/// <summary>
/// Finds what the users of real chats prefer, as InterPref does (3.2, 3.3.1): chats are divided into sessions of one topic, what each
/// tells about its user is noted, what is said twice is folded, and the rest is clustered and named. One pipeline for every model. What
/// is made is logged at once, so any interruption resumes. In memory are one user's chats at a time and the preferences. For one run.
/// </summary>
public sealed class MiningPipeline
{
    private readonly GenerationOptions _options;
    private readonly MakingFolder _folder;
    private readonly MiningPlan _plan;
    private readonly Dataset _chats;
    private readonly IReadOnlyList<Profile> _users;
    private readonly Workbench _bench;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _embeddings;
    private readonly GenerationTally _tally;

    /// <summary>Checks everything that can be checked before the first call.</summary>
    /// <param name="plan">What to mine.</param>
    /// <param name="folder">The dataset folder to make: new, or begun with the same plan.</param>
    /// <param name="resolve">Makes a model of its name; by default the embedded models.</param>
    /// <param name="embeddings">Makes embeddings of a model's name; by default the embedded ones. They live as long as the process.</param>
    /// <param name="options">How to make it; null means the defaults.</param>
    /// <exception cref="BadInputException">Something is wrong with the plan, the chats, or the folder.</exception>
    public MiningPipeline(
        MiningPlan plan,
        string folder,
        Func<ModelName, MessageTokens, ChatModel>? resolve = null,
        Func<ModelName, IEmbeddingGenerator<string, Embedding<float>>>? embeddings = null,
        GenerationOptions? options = null)
    {
        (_plan, _folder, _options) = (plan, new(folder), options ?? new());
        _bench = Workbench.For(plan, _options, resolve, MiningStage.All);
        _embeddings = (embeddings ?? EmbeddedModels.CreateEmbeddings)(ModelName.Parse(plan.Embeddings));
        _chats = Dataset.Open(plan.Chats);
        _users = [.. _chats.Profiles.Where(p => ChatsOf(p.Id).Any())];
        if (_users.Count == 0) throw new BadInputException(plan.Chats, "holds no chats", "Give a dataset that 'attune dataset import sharegpt' or one of its like made");
        _tally = new(_bench.Model.Name.Text, _users.Count, _options.Progress);
    }

    /// <summary>Mines what is missing and writes the dataset.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the same call goes on.</exception>
    /// <exception cref="ModelCallException">No other call could succeed; the same call goes on.</exception>
    /// <exception cref="BudgetReachedException">The budget is used; the same call goes on.</exception>
    /// <exception cref="BadInputException">The folder belongs to another plan or process, or a file in it cannot be written.</exception>
    public async Task<MiningReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        using var held = _folder.Hold();
        var making = Making<MiningPlan>.Begin(
            _folder, _plan, _options.Redo, AttuneJson.Indented.MakingMiningPlan, ("CHATS", p => p.Chats), ("--embeddings", p => p.Embeddings));
        var isFree = ModelName.Parse(_plan.Embeddings).Provider == EmbeddedModels.Provider;
        using var vectors = new PreferenceVectors(_plan.Embeddings, _embeddings, isFree ? null : Path.Combine(_folder.Location, "embeddings.jsonl"));
        using var workshop = new Workshop(_bench, _folder, making.SeedOf, _options, _tally, vectors.Spent);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workshop.InFlight, CancellationToken = cancellationToken };

        var miner = new ChatMiner(_plan, _bench.Model, workshop.MakeAsync);
        await Parallel.ForEachAsync(_users, parallel, async (user, _) =>
        {
            await miner.MineAsync(user.Id, [.. ChatsOf(user.Id)], cancellationToken).ConfigureAwait(false);
            _tally.CountUser();
        }).ConfigureAwait(false);

        var known = new ChatMiner(_plan, _bench.Model, (draft, _) => Task.FromResult(workshop.Recall(draft)));
        var findings = new Findings();
        await foreach (var user in MinedAsync(known, cancellationToken).ConfigureAwait(false))
            foreach (var session in user.Sessions) findings.Add(user.User, session);

        var embedded = await vectors.OfAsync(findings.All.Select(f => f.Text), workshop, cancellationToken).ConfigureAwait(false);
        var groups = PreferenceGroups.Of(findings.All, embedded, _plan.Seed, cancellationToken);
        await Parallel.ForEachAsync(groups.Members, parallel, async (cluster, _) => await workshop.MakeAsync(groups.Naming(cluster.Key, _plan), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

        using var written = new WrittenDataset(_folder);
        var spread = await WriteAsync(written, known, findings, groups, workshop, cancellationToken).ConfigureAwait(false);
        var counts = written.Commit(Card(spread, workshop.Models));
        return new(_tally.Report(_folder.Dataset, counts, written.SetAside, Stopwatch.GetElapsedTime(began)), spread);
    }

    private async Task<MiningSpread> WriteAsync(
        WrittenDataset written, ChatMiner known, Findings findings, PreferenceGroups groups, Workshop workshop, CancellationToken cancellationToken)
    {
        var counts = new SpreadCounts();
        foreach (var user in _users) written.Records.Add(user);
        await foreach (var user in MinedAsync(known, cancellationToken).ConfigureAwait(false))
        {
            counts.Add(user);
            written.Keep(user.SetAside);
            foreach (var session in user.Sessions)
            {
                written.Keep(session.Refused);
                written.Records.Add(session.Session());
            }
        }

        var names = new Dictionary<int, ClusterName?>();
        foreach (var cluster in groups.Members)
        {
            var artefact = workshop.Recall(groups.Naming(cluster.Key, _plan));
            names[cluster.Key] = artefact.ClusterName;

            // A preference without a category has no topic; without one it is no preference of the format.
            if (artefact.ClusterName is null)
                written.Keep(cluster.Select(i => new SetAside(MiningStage.Categories, findings.All[i].Id, artefact.SetAside is [var first, ..] ? first.Cause : "its cluster was not named")));
        }

        foreach (var finding in groups.Distinct)
        {
            if (names[groups.ClusterOf(finding)] is not { } name) continue;
            var preference = groups.Preference(finding, name);
            counts.Add(preference);
            written.Records.Add(preference);
        }

        return counts.Spread(findings.Sentences, groups.Distinct.Count, groups.Members.Count);
    }

    /// <summary>What is known of each user, in the order of the profiles.</summary>
    private async IAsyncEnumerable<MinedChats> MinedAsync(ChatMiner known, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var user in _users)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await known.MineAsync(user.Id, [.. ChatsOf(user.Id)], cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<Session> ChatsOf(string user) => _chats.SessionsOf(user).Where(s => s.Kind == SessionKind.Chat);

    private DatasetCard Card(MiningSpread spread, IEnumerable<string> models) => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = _plan.Name,
        Version = "1",
        License = _chats.Card.License,
        Source = $"Mined by 'attune mine' from {_chats.Card.Name} ({_chats.Hash[..12]}) with {string.Join(" and ", models)}, embeddings {_plan.Embeddings}",
        Made = $"InterPref's preference extraction (3.2, 3.3.1), seed {_plan.Seed}. {_chats.Card.Made}".TrimEnd(),
        Extra = new() { ["mined"] = JsonSerializer.SerializeToElement(spread, AttuneJson.Lines.MiningSpread) },
    };
}
