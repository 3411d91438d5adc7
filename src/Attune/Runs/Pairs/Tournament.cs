using Attune.Models;
using Attune.Statistics;

namespace Attune.Runs.Pairs;

/// <summary>
/// The contests that one evaluator decides, in rounds. Where not all can be had, each round is of those that tell most by what is
/// decided so far (<see cref="ContestPlan"/>): the closest contestants meet most. Contests of an earlier run count, so that no more than are wanted are ever bought.
/// </summary>
internal sealed class Tournament
{
    /// <summary>A limited tournament is planned anew so many times: often enough to find the close ones, seldom enough to keep calls in flight.</summary>
    private const int Rounds = 20;

    private readonly ChatModel _evaluator;
    private readonly PairAnswers _answers;
    private readonly IReadOnlyDictionary<string, ContestRecord> _known;
    private readonly ContestCounts _counts = new();
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);
    private readonly List<PossibleContest> _begun = [];
    private readonly Dictionary<(string A, string B), Queue<PossibleContest>> _fresh;
    private readonly int _round;
    private readonly Lock _gate = new();
    private int _left;
    private bool _hasBegun;

    /// <param name="contests">All that can be had.</param>
    /// <param name="wanted">How many to decide, those of earlier runs included.</param>
    /// <param name="evaluator">Who decides.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="known">What the evaluator said before, by key.</param>
    /// <param name="seed">Which pairs two contestants meet over first.</param>
    public Tournament(IEnumerable<PossibleContest> contests, int wanted, ChatModel evaluator, PairAnswers answers, IReadOnlyDictionary<string, ContestRecord> known, long seed)
    {
        (_evaluator, _answers, _known) = (evaluator, answers, known);
        var fresh = new List<PossibleContest>();
        foreach (var contest in contests) (known.ContainsKey(contest.KeyFor(evaluator)) ? _begun : fresh).Add(contest);
        _fresh = fresh.GroupBy(Names).ToDictionary(g => g.Key, g => new Queue<PossibleContest>(new KeyedRandom(seed, "contests", g.Key.A, g.Key.B).Shuffle(g)));
        _left = Math.Max(Math.Min(wanted - _begun.Count, fresh.Count), 0);
        _round = _left == fresh.Count ? Math.Max(_left, 1) : Math.Max((_left + Rounds - 1) / Rounds, 1);
    }

    /// <summary>What to ask next, to be enumerated once; the round after it is planned when all of it has ended. Null where there is none.</summary>
    /// <param name="skip">Called for each contest that is decided already.</param>
    public IEnumerable<ContestEvaluation>? Next(Action<ContestRecord> skip)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            return Evaluations(_begun, skip);
        }

        var round = Math.Min(_round, _left);
        if (round == 0) return null;
        _left -= round;
        return Evaluations(Draw(round), skip);
    }

    /// <summary>A contest has ended: what it says is part of what the next round is planned by.</summary>
    public void Count(ContestRecord record)
    {
        if (record.Verdict?.Winner is not { } winner) return;
        lock (_gate)
            if (_counted.Add(record.Key)) _counts.Add(ContestSchedule.NameOf(record.A), ContestSchedule.NameOf(record.B), winner);
    }

    private static (string A, string B) Names(PossibleContest contest) => (ContestSchedule.NameOf(contest.A.Condition), ContestSchedule.NameOf(contest.B.Condition));

    private IEnumerable<PossibleContest> Draw(int count)
    {
        if (count == _fresh.Values.Sum(q => q.Count)) return [.. _fresh.Values.SelectMany(q => q)];
        var names = _fresh.Keys.SelectMany(k => (string[])[k.A, k.B]).Distinct().ToList();
        return [.. ContestPlan.Next(names, _counts, count, (a, b) => _fresh.GetValueOrDefault((a, b))?.Count ?? 0).Select(c => _fresh[(c.A, c.B)].Dequeue())];
    }

    private IEnumerable<ContestEvaluation> Evaluations(IEnumerable<PossibleContest> contests, Action<ContestRecord> skip)
    {
        foreach (var contest in contests)
        {
            if (_answers.Of(contest.A) is not { } a || _answers.Of(contest.B) is not { } b) continue;
            var evaluation = ContestEvaluation.Of(contest, a, b, _evaluator, _known.GetValueOrDefault(contest.KeyFor(_evaluator)));
            if (evaluation.Missing > 0)
            {
                yield return evaluation;
                continue;
            }

            skip(evaluation.Begun);
            Count(evaluation.Begun);
        }
    }
}
