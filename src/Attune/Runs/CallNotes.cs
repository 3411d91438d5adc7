using System.Globalization;
using Attune.Models;
using Attune.Runs.Pairs;

namespace Attune.Runs;

/// <summary>What a reader should know of the calls that were made: answers that were cut off, and calls of which nobody knows what they took.</summary>
internal sealed class CallNotes
{
    private readonly SortedDictionary<string, (long Answers, long CutOff, long Unscored, long WithoutUsage)> _byModel = new(StringComparer.Ordinal);

    /// <summary>At most two lines a model.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _byModel.Where(m => m.Value.CutOff > 0).Select(m => CutOff(m.Key, m.Value.CutOff, m.Value.Unscored, m.Value.Answers)),
        .. _byModel.Where(m => m.Value.WithoutUsage > 0).Select(m => Untold(m.Key, m.Value.WithoutUsage)),
    ];

    /// <summary>Takes in what became of a trial's answer.</summary>
    public void AddAnswer(TrialRecord trial)
    {
        if (trial.Answer is not null) Add(trial.Condition.Model, 1, trial.IsCutOff ? 1 : 0, trial.IsCutOff && trial.Outcome is not (TrialOutcome.Scored or TrialOutcome.Answered) ? 1 : 0, 0);
    }

    /// <summary>Takes in what a trial's calls took.</summary>
    public void AddCalls(TrialRecord trial, string judge)
    {
        Add(trial.Condition.Model, 0, 0, 0, trial.AttemptsWithoutUsage);
        Add(judge, 0, 0, 0, trial.JudgeAttemptsWithoutUsage ?? 0);
    }

    /// <summary>Takes in what an evaluation's calls took.</summary>
    public void AddCalls(EvaluationRecord record) => Add(record.Evaluator, 0, 0, 0, record.AttemptsWithoutUsage);

    private void Add(string model, int answers, int cutOff, int unscored, int withoutUsage)
    {
        if (EmbeddedModels.IsNamed(model)) return;
        var known = _byModel.GetValueOrDefault(model);
        _byModel[model] = (known.Answers + answers, known.CutOff + cutOff, known.Unscored + unscored, known.WithoutUsage + withoutUsage);
    }

    private static string CutOff(string model, long cutOff, long unscored, long answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{cutOff:N0} of {answers:N0} answers of {model} {(cutOff == 1 ? "was" : "were")} cut off at its output limit; {Scored(cutOff, unscored)}. A larger ?max_output=N gives them room.");

    private static string Scored(long cutOff, long unscored)
    {
        if (unscored == cutOff) return "none could be scored";
        var scored = cutOff - unscored;
        var asFar = scored == 1 ? "is scored as far as it goes" : "are scored as far as they go";
        return unscored == 0 ? $"{(scored == 1 ? "it" : "they")} {asFar}" : string.Create(CultureInfo.InvariantCulture, $"{scored:N0} {asFar}, {unscored:N0} could not be scored");
    }

    private static string Untold(string model, long calls) => string.Create(
        CultureInfo.InvariantCulture,
        $"{calls:N0} {(calls == 1 ? "call" : "calls")} of {model} came without usage: what they took is in no sum of tokens or dollars; the budget counts estimates for them.");
}
