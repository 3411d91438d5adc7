using Attune.Judging;
using Attune.Models;
using Attune.Runs.Pairs;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Costs;

/// <summary>What evaluators will be asked about a run's preference pairs, matches and contests: those that are answered already with the answers as they are, the others with answers as long as is assumed.</summary>
internal sealed class PlannedEvaluations(RunSetup setup, RunFolder folder, int? contests)
{
    private readonly Dictionary<string, PlannedRole> _roles = setup.Evaluators.ToDictionary(e => e.Name.Text, e => new PlannedRole("evaluator", e), StringComparer.Ordinal);
    private readonly HashSet<(string Evaluator, Type Record)> _knowRules = [];

    /// <summary>One role for each evaluator; none where the experiment asks no pair. Call it once.</summary>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="BadInputException">A log of the run is damaged.</exception>
    public IEnumerable<PlannedRole> Roles(CancellationToken cancellationToken)
    {
        if (_roles.Count == 0) return [];
        var answers = new PairAnswers(folder.LogPath);
        AddVerdicts(answers, cancellationToken);
        AddContests(answers, cancellationToken);
        return _roles.Values;
    }

    private void AddVerdicts(PairAnswers answers, CancellationToken cancellationToken)
    {
        var known = folder.ReadVerdicts().ToDictionary(v => v.Key, StringComparer.Ordinal);
        foreach (var planned in setup.Planner.Pairs.Pairs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var missing = setup.Evaluators.Select(e => (Evaluator: e, Orders: known.GetValueOrDefault(PairEvaluation.Key(planned, e))?.Missing().Count ?? PairOrder.All.Count)).Where(m => m.Orders > 0).ToList();
            if (missing.Count == 0 || answers.Of(planned) is not null && !answers.Has(planned) || IsFloorOfEmbedded(planned)) continue;
            var (pair, assumed) = Answered(planned, answers);
            if (assumed == 0 && PairEvaluator.AreAlike(pair)) continue;
            foreach (var (evaluator, orders) in missing) Add<VerdictRecord>(evaluator, orders, PairEvaluator.Prompt(setup.Prompts, pair, default), assumed);
        }
    }

    /// <summary>Asked the same, it answers both users the same, and nobody is asked to tell that apart.</summary>
    private static bool IsFloorOfEmbedded(PlannedPair planned) =>
        planned.Condition.Method == Methods.Method.NoHistory && EmbeddedModels.IsNamed(planned.Condition.Model);

    /// <summary>Which contests are held hangs on how they go: as many are planned as will be, of the first that can be.</summary>
    private void AddContests(PairAnswers answers, CancellationToken cancellationToken)
    {
        var schedule = new ContestSchedule(setup, contests);
        if (schedule.Wanted == 0) return;
        var known = folder.ReadContests().ToDictionary(c => c.Key, StringComparer.Ordinal);
        foreach (var evaluator in setup.Evaluators)
        {
            var left = schedule.Wanted - known.Values.Count(c => c.Evaluator == evaluator.Name.Text);
            foreach (var contest in schedule.Contests(p => answers.Has(p) || answers.Of(p) is null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var orders = known.GetValueOrDefault(contest.KeyFor(evaluator))?.Missing().Count;
                if (orders is null && --left < 0) continue;
                var ((a, assumedA), (b, assumedB)) = (Answered(contest.A, answers), Answered(contest.B, answers));
                Add<ContestRecord>(evaluator, orders ?? SeatOrder.All.Count, ContestEvaluator.Prompt(setup.Prompts, a, b, default), assumedA + assumedB);
            }
        }
    }

    private void Add<T>(ChatModel evaluator, int orders, IReadOnlyList<ChatMessage> prompt, int assumed)
    {
        var (rules, rest) = ((long)setup.Tokens.Count(prompt[0]), (long)setup.Tokens.Count(prompt[1]) + assumed);
        for (; orders > 0; orders--)
        {
            var isFirst = _knowRules.Add((evaluator.Name.Text, typeof(T)));
            var cached = evaluator.IsEmbedded || isFirst || rules < Assumed.ShortestCachedPrefix ? 0 : rules;
            _roles[evaluator.Name.Text].TryAdd(rules + rest, (isFirst ? rules : 0) + rest, cached, 0, Assumed.Verdict);
        }
    }

    /// <summary>The pair with its answers, or without, and as many tokens as those are taken to have.</summary>
    private (AnsweredPair Pair, int Assumed) Answered(PlannedPair planned, PairAnswers answers) => answers.Of(planned) is var (pair, _)
        ? (pair, 0)
        : (planned.Answered("", ""), 2 * Math.Min(Assumed.OpenAnswer, setup.Models[planned.Condition.Model].MaxOutput ?? Assumed.OpenAnswer));
}
