namespace Attune.Runs.Pairs;

/// <summary>What evaluators have still to be asked about a run's preference pairs.</summary>
internal static class MissingVerdicts
{
    /// <summary>Streams what is missing: for each pair that has both of its answers, each evaluator that has not said its word on them in all four orders.</summary>
    /// <param name="setup">The experiment.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="known">What evaluators said before, by key.</param>
    /// <param name="skip">Called for each verdict that is there.</param>
    public static IEnumerable<PairEvaluation> Of(RunSetup setup, PairAnswers answers, IReadOnlyDictionary<string, VerdictRecord> known, Action<VerdictRecord> skip)
    {
        foreach (var planned in setup.Planner.Pairs.Pairs())
        {
            if (answers.Of(planned) is not var (pair, identity)) continue;
            foreach (var evaluator in setup.Evaluators)
            {
                var evaluation = PairEvaluation.Of(planned, pair, identity, evaluator, known.GetValueOrDefault);
                if (evaluation.Missing > 0) yield return evaluation;
                else skip(evaluation.Begun);
            }
        }
    }
}
