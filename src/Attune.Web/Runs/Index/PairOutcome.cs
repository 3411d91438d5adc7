using Attune.Runs.Pairs;

namespace Attune.Web.Runs.Index;

/// <summary>What a verdict came to, in the words of lists.</summary>
internal static class PairOutcome
{
    public const string Passed = "passed";
    public const string Failed = "failed";

    /// <summary>Both answers are the same text.</summary>
    public const string Alike = "alike";

    /// <summary>An order cannot be read, or has not been asked yet.</summary>
    public const string Unjudged = "unjudged";

    public static IReadOnlyList<string> All { get; } = [Passed, Failed, Alike, Unjudged];

    public static string Of(VerdictRecord verdict) => verdict.Verdict switch
    {
        { IsAlike: true } => Alike,
        { Passed: { } passed } => passed ? Passed : Failed,
        _ => Unjudged,
    };
}
