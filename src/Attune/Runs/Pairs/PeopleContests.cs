using Attune.Datasets;
using Attune.Prompts;
using Attune.Statistics;

namespace Attune.Runs.Pairs;

/// <summary>The contests of a finished run as people decide them: chosen here, and logged here beside those that models decided. For one reading of the run.</summary>
internal sealed class PeopleContests
{
    private readonly RunRecord _run;
    private readonly PairAnswers _answers;
    private readonly IReadOnlyList<ContestRecord> _decided;
    private readonly IReadOnlyList<PossibleContest> _possible;
    private readonly ILookup<(string Pair, string Answers), ContestRecord> _byModels;

    /// <param name="folder">The run.</param>
    /// <param name="dataset">What it asked about.</param>
    /// <exception cref="BadInputException">The run is damaged, or the dataset is not what it was.</exception>
    public PeopleContests(RunFolder folder, Dataset dataset)
    {
        _run = folder.ReadRecord() ?? throw new BadInputException(folder.Location, "has not begun", "Wait for its first trials");
        if (dataset.Hash != _run.Identity.DatasetHash)
            throw new BadInputException(dataset.Location, "is not what it was when the run was made", "Put the dataset back as it was, or run the experiment again");
        _answers = new(folder.LogPath);
        _decided = [.. folder.ReadContests()];
        _byModels = _decided.Where(c => c.Person is null && c.IsWhole).ToLookup(c => (c.PairId, c.Answers));
        _possible = [.. ContestSchedule.Contests(new TrialPlanner(_run.Experiment, dataset, PromptLibrary.Default).Pairs, _answers.Has)];
    }

    /// <summary>Who can meet, by name, and in how many contests.</summary>
    public IReadOnlyDictionary<string, int> Contestants => new SortedDictionary<string, int>(
        _possible.SelectMany(c => (string[])[Name(c.A), Name(c.B)]).CountBy(n => n).ToDictionary(), StringComparer.Ordinal);

    /// <summary>The run's first evaluator: of its contests it may have decided all, some or none.</summary>
    public string Evaluator => _run.Experiment.Evaluators is [var first, ..] ? first : _run.Experiment.Judge;

    /// <summary>Contests to decide, those that tell most by what models and people have decided so far first; see <see cref="ContestPlan"/>.</summary>
    /// <param name="contestants">Who takes part; null means all.</param>
    /// <param name="count">How many, at least 1; fewer come back where there are no more.</param>
    /// <param name="key">Names the draw: another gives other pairs.</param>
    public IReadOnlyList<ShownContest> Choose(IReadOnlyCollection<string>? contestants, int count, string key)
    {
        var fresh = _possible
            .Where(c => contestants is null || (contestants.Contains(Name(c.A)) && contestants.Contains(Name(c.B))))
            .GroupBy(c => (A: Name(c.A), B: Name(c.B)))
            .ToDictionary(g => g.Key, g => new Queue<PossibleContest>(new KeyedRandom(_run.Identity.Seed, "people", key, g.Key.A, g.Key.B).Shuffle(g)));
        var names = fresh.Keys.SelectMany(k => (string[])[k.A, k.B]).Distinct().ToList();
        if (names.Count < 2) return [];
        if (count >= fresh.Values.Sum(q => q.Count)) return [.. fresh.Values.SelectMany(q => q).Select(Shown)];
        return [.. ContestPlan.Next(names, Counts(), count, (a, b) => fresh.GetValueOrDefault((a, b))?.Count ?? 0).Select(c => Shown(fresh[(c.A, c.B)].Dequeue()))];
    }

    /// <summary>Logs what people said in a round, in the place of what was logged of it before.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="round">The round.</param>
    /// <param name="records">All that was said in it.</param>
    /// <returns>Lines that were written.</returns>
    /// <exception cref="BadInputException">The run is going on, or its log cannot be read or written.</exception>
    public static int Write(RunFolder folder, string round, IReadOnlyCollection<ContestRecord> records)
    {
        using var hold = folder.Hold();
        var before = folder.ReadContests().Where(c => c.Round == round).ToDictionary(c => c.Key, StringComparer.Ordinal);
        var kept = records.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        // A line is never taken out of a log: what is no longer said is said in no order.
        List<ContestRecord> lines =
        [
            .. records.Where(r => !(before.GetValueOrDefault(r.Key) is { } known && known.Answers == r.Answers && known.Orders.SequenceEqual(r.Orders))),
            .. before.Values.Where(b => b.Orders.Count > 0 && !kept.Contains(b.Key)).Select(b => b with { Orders = [] }),
        ];
        using var log = new EvaluationLog<ContestRecord>(folder.ContestsPath, AttuneJson.Lines.ContestRecord);
        foreach (var line in lines) log.Append(line);
        return lines.Count;
    }

    /// <summary>Takes what people no longer say in a round out of the log, with their words; what they still say stays.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="round">The round.</param>
    /// <returns>Lines that went.</returns>
    /// <exception cref="BadInputException">The run is going on, or its log cannot be read or written.</exception>
    public static int Erase(RunFolder folder, string round)
    {
        using var hold = folder.Hold();
        if (!File.Exists(folder.ContestsPath)) return 0;
        using var log = Disk.Guard(folder.ContestsPath, () => new FileStream(folder.ContestsPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16));
        return LineErasure.Erase(log, AttuneJson.Lines.ContestRecord, c => c.Round == round ? c.Key : null, c => c.Orders.Count > 0);
    }

    private static string Name(PlannedPair planned) => ContestSchedule.NameOf(planned.Condition);

    private ContestCounts Counts()
    {
        var counts = new ContestCounts();
        foreach (var contest in _decided)
            if (contest.Verdict?.Winner is { } winner) counts.Add(ContestSchedule.NameOf(contest.A), ContestSchedule.NameOf(contest.B), winner);
        return counts;
    }

    private ShownContest Shown(PossibleContest contest)
    {
        var (a, b) = (_answers.Of(contest.A)!.Value, _answers.Of(contest.B)!.Value);
        var (identity, conditions) = ($"{a.Identity}-{b.Identity}", (contest.A.Condition, contest.B.Condition));
        return new()
        {
            Key = EvaluationKey.Of([.. Condition.Fields.Select(f => contest.A.Condition[f]), .. Condition.Fields.Select(f => contest.B.Condition[f]), contest.A.Pair.Id]),
            A = contest.A.Condition,
            B = contest.B.Condition,
            PairId = contest.A.Pair.Id,
            Distance = contest.A.Pair.Distance,
            Users = [contest.A.A.UserId, contest.A.B.UserId],
            Answers = identity,
            ByA = a.Pair,
            ByB = b.Pair,
            Opinions = OpinionsOn(contest.A.Pair.Id, conditions, identity),
        };
    }

    private IReadOnlyList<ContestOpinion> OpinionsOn(string pairId, (Condition A, Condition B) conditions, string answers)
    {
        var record = _byModels[(pairId, answers)].Where(c => (c.A, c.B) == conditions).MinBy(c => c.Evaluator, StringComparer.Ordinal);
        return record is null ? [] : [.. record.Orders.Select(o => new ContestOpinion(record.Evaluator, o.Swapped, o.State, o.Rationale))];
    }
}
