using Attune.Models;

namespace Attune.Runs.Pairs;

/// <summary>Two contestants that have answered the same pair in the same context.</summary>
/// <param name="A">The pair as contestant A is asked it.</param>
/// <param name="B">The same as contestant B is.</param>
internal sealed record PossibleContest(PlannedPair A, PlannedPair B)
{
    /// <summary>The key of its evaluation.</summary>
    public string KeyFor(ChatModel evaluator) => EvaluationKey.Of(
        [.. Condition.Fields.Select(f => A.Condition[f]), .. Condition.Fields.Select(f => B.Condition[f]), A.Pair.Id, evaluator.Name.Text]);
}
