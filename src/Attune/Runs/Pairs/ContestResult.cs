using Attune.Judging;
using Attune.Statistics;

namespace Attune.Runs.Pairs;

/// <summary>What the contests that one evaluator decided came to.</summary>
/// <param name="Evaluator">The evaluator's name; <see cref="ContestRecord.People"/> for all people together.</param>
/// <param name="Tally">Win matrix and counts. Contestants go by their methods where there is one model, by their models where there is one method, else by both.</param>
/// <param name="Ranking">Bradley-Terry coefficients, their sum 0; null where finite ones do not exist, or nobody won a contest.</param>
/// <param name="Unranked">Why there are none; null where there are.</param>
public sealed record ContestResult(string Evaluator, ContestTally Tally, BradleyTerry? Ranking, string? Unranked)
{
    /// <summary>The <see cref="Evaluator"/> of <see cref="ContestVoters.Pooled"/>.</summary>
    public const string Pooled = "people and models";

    internal static IReadOnlyList<ContestResult> Of(IReadOnlyCollection<ContestRecord> all, ContestVoters voters, Func<string, string> cluster, long seed, CancellationToken cancellationToken)
    {
        var records = all.Where(r => r.IsWhole && voters switch { ContestVoters.People => r.Person is not null, ContestVoters.Models => r.Person is null, _ => true }).ToList();
        var conditions = records.SelectMany(r => (Condition[])[r.A, r.B]).ToList();
        var (oneModel, oneMethod) = (conditions.DistinctBy(c => c.Model).Take(2).Count() == 1, conditions.DistinctBy(c => c.Method).Take(2).Count() == 1);
        string Name(Condition condition) => oneModel ? condition.Method : oneMethod ? condition.Model : ContestSchedule.NameOf(condition);

        return
        [
            .. records.GroupBy(r => voters == ContestVoters.Pooled ? Pooled : r.Evaluator).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Of(g.Key, ContestTally.Of(g.Select(r => new JudgedContest(Name(r.A), Name(r.B), cluster(r.Users[0]), r.Verdict!)), seed), seed, cancellationToken)),
        ];
    }

    private static ContestResult Of(string evaluator, ContestTally tally, long seed, CancellationToken cancellationToken)
    {
        if (tally is { Won: 0, Ties: > 0 }) return new(evaluator, tally, null, "every contest is a tie, so nothing ranks the contestants");
        try
        {
            return new(evaluator, tally, BradleyTerry.Fit(tally.Counts, tally.Clusters, seed: seed, cancellationToken: cancellationToken), null);
        }
        catch (BadInputException e)
        {
            return new(evaluator, tally, null, e.Faults[0].Problem);
        }
    }
}
