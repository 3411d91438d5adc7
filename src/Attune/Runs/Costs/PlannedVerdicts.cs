using Attune.Judging;
using Attune.Models;
using Attune.Runs.Pairs;

namespace Attune.Runs.Costs;

/// <summary>What evaluators will be asked about a run's preference pairs: those that are answered already with the answers as they are, the others with answers as long as is assumed.</summary>
internal sealed class PlannedVerdicts(RunSetup setup, RunFolder folder)
{
    private readonly Dictionary<string, PlannedRole> _roles = setup.Evaluators.ToDictionary(e => e.Name.Text, e => new PlannedRole("evaluator", e), StringComparer.Ordinal);
    private readonly HashSet<string> _knowsRules = new(StringComparer.Ordinal);

    /// <summary>One role for each evaluator; none where the experiment asks no pair. Call it once.</summary>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="BadInputException">A log of the run is damaged.</exception>
    public IEnumerable<PlannedRole> Roles(CancellationToken cancellationToken)
    {
        if (_roles.Count == 0) return [];
        var known = folder.ReadVerdicts().ToDictionary(v => v.Key, StringComparer.Ordinal);
        var answers = new PairAnswers(folder.LogPath);
        foreach (var planned in setup.Planner.Pairs.Pairs())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (setup.Evaluators.All(e => known.GetValueOrDefault(PairEvaluation.Key(planned, e))?.Missing().Count == 0)) continue;
            var answered = answers.Of(planned)?.Pair;
            if (answered is { } there && (string.IsNullOrWhiteSpace(there.AnswerA) || string.IsNullOrWhiteSpace(there.AnswerB))) continue;
            var (rules, pair) = Lengths(planned, answered);
            foreach (var evaluator in setup.Evaluators) Add(evaluator, known.GetValueOrDefault(PairEvaluation.Key(planned, evaluator)), rules, pair);
        }

        return _roles.Values;
    }

    private void Add(ChatModel evaluator, VerdictRecord? known, long rules, long pair)
    {
        for (var missing = known?.Missing().Count ?? PairOrder.All.Count; missing > 0; missing--)
        {
            var isFirst = _knowsRules.Add(evaluator.Name.Text);
            var cached = evaluator.IsEmbedded || isFirst || rules < Assumed.ShortestCachedPrefix ? 0 : rules;
            _roles[evaluator.Name.Text].TryAdd(rules + pair, (isFirst ? rules : 0) + pair, cached, 0, Assumed.Verdict);
        }
    }

    /// <summary>Tokens of the rules, which come first, and of what follows them.</summary>
    private (long Rules, long Case) Lengths(PlannedPair planned, AnsweredPair? answered)
    {
        var prompt = PairEvaluator.Prompt(setup.Prompts, answered ?? planned.Answered("", ""), default);
        var assumed = answered is null ? 2 * Math.Min(Assumed.OpenAnswer, setup.Models[planned.Condition.Model].MaxOutput ?? Assumed.OpenAnswer) : 0;
        return (setup.Tokens.Count(prompt[0]), setup.Tokens.Count(prompt[1]) + assumed);
    }
}
