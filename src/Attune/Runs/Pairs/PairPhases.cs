using Attune.Runs.Costs;

namespace Attune.Runs.Pairs;

/// <summary>What follows the trials of preference pairs: evaluators match their answers, then decide contests. Only when all trials have ended is it known which answers there are. For one run.</summary>
/// <param name="setup">The experiment.</param>
/// <param name="folder">The run.</param>
/// <param name="contests">Contests for each evaluator; null means the default.</param>
/// <param name="inFlight">Evaluations at once.</param>
internal sealed class PairPhases(RunSetup setup, RunFolder folder, int? contests, int inFlight)
{
    private readonly ContestSchedule _schedule = new(setup, contests);
    private Dictionary<string, VerdictRecord> _verdicts = [];
    private Dictionary<string, ContestRecord> _contests = [];

    /// <summary>Called for each evaluation that has ended, or was found settled: what it was, its record, and which of the two; from any thread.</summary>
    public required Action<EvaluationRecord, bool> Ended { get; init; }

    /// <summary>Totals with what is planned; without it where no pair is asked.</summary>
    public RunTotals Planned(RunTotals totals) => setup.Evaluators.Count == 0 ? totals : totals with
    {
        Verdicts = new() { Planned = setup.Planner.Pairs.Pairs().Count() * setup.Evaluators.Count },
        Contests = _schedule.Wanted is > 0 and var wanted ? new() { Planned = wanted * setup.Evaluators.Count } : null,
    };

    /// <summary>Reads what evaluators said in earlier runs.</summary>
    /// <returns>What that took.</returns>
    /// <exception cref="BadInputException">A log is damaged.</exception>
    public Spending Read()
    {
        _verdicts = folder.ReadVerdicts().ToDictionary(v => v.Key, StringComparer.Ordinal);
        _contests = folder.ReadContests().ToDictionary(c => c.Key, StringComparer.Ordinal);
        return _verdicts.Values.Concat<EvaluationRecord>(_contests.Values).Aggregate(default(Spending), (sum, record) => sum + Spending.Of(record));
    }

    /// <summary>Asks for what is missing.</summary>
    /// <param name="budget">Null where there is none.</param>
    /// <param name="cancellationToken">Stops it; what was paid for stays.</param>
    public async Task RunAsync(Budget? budget, CancellationToken cancellationToken)
    {
        if (setup.Evaluators.Count == 0) return;
        var (answers, runner) = (new PairAnswers(folder.LogPath), new EvaluationRunner(setup, budget));
        await MatchAsync(answers, runner, cancellationToken).ConfigureAwait(false);
        if (_schedule.Wanted > 0)
            foreach (var evaluator in setup.Evaluators)
                await ContestAsync(new(_schedule.Contests(answers.Has), _schedule.Wanted, evaluator, answers, _contests, setup.Identity.Seed), runner, cancellationToken).ConfigureAwait(false);
    }

    private async Task MatchAsync(PairAnswers answers, EvaluationRunner runner, CancellationToken cancellationToken)
    {
        using var log = new EvaluationLog<VerdictRecord>(folder.VerdictsPath, AttuneJson.Lines.VerdictRecord);
        var missing = MissingVerdicts.Of(setup, answers, _verdicts, record => Ended(record, true));
        await new EvaluationPhase<VerdictRecord>(log, runner, record => Ended(record, false)).RunAsync(missing, inFlight, cancellationToken).ConfigureAwait(false);
    }

    private async Task ContestAsync(Tournament tournament, EvaluationRunner runner, CancellationToken cancellationToken)
    {
        using var log = new EvaluationLog<ContestRecord>(folder.ContestsPath, AttuneJson.Lines.ContestRecord);
        var phase = new EvaluationPhase<ContestRecord>(log, runner, record =>
        {
            tournament.Count(record);
            Ended(record, false);
        });
        while (tournament.Next(record => Ended(record, true)) is { } round) await phase.RunAsync(round, inFlight, cancellationToken).ConfigureAwait(false);
    }
}
