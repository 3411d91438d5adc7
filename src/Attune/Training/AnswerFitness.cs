using Attune.Methods;
using Attune.Runs;
using Attune.Tasks;
using Microsoft.Extensions.AI;

namespace Attune.Training;

/// <summary>Whether an answer can be learned from.</summary>
internal static class AnswerFitness
{
    public const string Failed = "failed";
    public const string Refused = "refused";
    public const string CutOff = "cut off";
    public const string Invalid = "empty or unreadable";
    public const string NotToldApart = "thoughts not told from the answer";
    public const string HoldsStep = "repeats a step of its method";

    /// <summary>A shorter text may stand in both by chance, or because the answer says what was chosen.</summary>
    private const int LongestQuote = 60;

    /// <summary>The answer without what the model thought between tags of its own.</summary>
    public static string TextOf(TrialRecord trial) => Reasoning.Without(trial.Answer ?? "").Trim();

    /// <summary>Null where it can.</summary>
    public static string? Unfit(TrialRecord trial)
    {
        if (trial.Outcome == TrialOutcome.Failed) return Failed;
        if (trial.Outcome == TrialOutcome.Refused || trial.Finish == ChatFinishReason.ContentFilter.Value) return Refused;
        if (trial.IsCutOff) return CutOff;
        if (trial.Outcome == TrialOutcome.Invalid) return Invalid;
        var answer = TextOf(trial);
        if (answer.Length == 0) return Invalid;
        if (trial.Condition.Method == Method.Cot && trial.Steps is null) return NotToldApart;
        return HoldsStepOf(trial, answer) ? HoldsStep : null;
    }

    /// <summary>A draft that was found good is the answer, and no step to be kept out of it.</summary>
    private static bool HoldsStepOf(TrialRecord trial, string answer) =>
        trial.Condition.Method != Method.SelfCritic
        && trial.Steps?.Any(s => s.Text.Trim() is { Length: > LongestQuote } text && answer.Contains(text, StringComparison.Ordinal)) == true;
}
