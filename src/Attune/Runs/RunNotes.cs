using System.Globalization;
using Attune.Histories;

namespace Attune.Runs;

/// <summary>What a reader of a run's results should know before believing them.</summary>
internal static class RunNotes
{
    public static IEnumerable<string> For(RunSetup setup, RandomPool pool)
    {
        var planner = setup.Planner;
        if (setup.Judge.IsEmbedded && setup.Judges)
            yield return $"Open answers were scored by {setup.Judge.Name}, a rule-based baseline: good for trying things out, not for publishing. See 'attune judge check'.";
        foreach (var evaluator in setup.Evaluators.Where(e => e.IsEmbedded))
            yield return $"The answers of preference pairs were matched by {evaluator.Name}, a rule-based baseline that goes by words: good for trying things out, not for publishing.";
        foreach (var plan in planner.Plans)
        {
            var tokens = (long)plan.IntervalTokens + plan.TailTokens;
            if (tokens > pool.Tokens) yield return TooSmall(plan, pool.Tokens, tokens, "tokens");
            if (plan.TailTurns > pool.Turns) yield return TooSmall(plan, pool.Turns, plan.TailTurns, "turns");
        }

        if (planner.CountUnrevealed() is > 0 and var unrevealed)
            yield return $"{unrevealed} times a query has no session in an expression that would reveal its preference; it is not asked there.";
        var groups = planner.Pairs.UserGroups;
        if (groups is > 0 and < 10)
        {
            yield return groups == 1
                ? "All users of the pairs are connected by pairs, so pass rates have no intervals: one group says nothing about others."
                : $"The users of the pairs fall into {groups} groups that are connected by pairs: intervals of pass rates are wide, they speak of other groups.";
        }

        if (planner.Users.Count() is < 10 and var users)
            yield return users == 1
                ? "With 1 user there are no intervals: they speak of other users, and one says nothing about others."
                : $"With {users} users, intervals are wide: they speak of other users, not of other questions to the same ones.";
    }

    private static string TooSmall(ContextPlan plan, long held, long needed, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"The random pool is too small for context '{plan}': it holds {held:N0} {unit} and the plan asks for {needed:N0}, so random sessions repeat.");
}
