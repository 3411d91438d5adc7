using Attune.Judging;
using Attune.People;
using Attune.Questions;

namespace Attune.Runs.Pairs;

/// <summary>A preference pair under one condition: two trials, whose answers are matched when both are there.</summary>
/// <param name="Condition">Of both trials.</param>
/// <param name="Pair">The pair.</param>
/// <param name="A">Its first preference.</param>
/// <param name="B">Its second preference.</param>
internal sealed record PlannedPair(Condition Condition, PreferencePair Pair, Preference A, Preference B)
{
    /// <summary>The key of the first user's trial.</summary>
    public string KeyA { get; } = TrialSpec.KeyOf(Condition, Pair.Id, "a");

    /// <summary>The key of the second user's trial.</summary>
    public string KeyB { get; } = TrialSpec.KeyOf(Condition, Pair.Id, "b");

    /// <summary>What an evaluator is shown.</summary>
    public AnsweredPair Answered(string answerA, string answerB) => new(A.Text, B.Text, Pair.Query, answerA, answerB);
}
