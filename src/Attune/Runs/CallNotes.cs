using System.Globalization;
using Attune.Models;

namespace Attune.Runs;

/// <summary>What a reader should know of the calls that were made: answers that were cut off, and calls of which nobody knows what they took.</summary>
internal sealed class CallNotes
{
    private readonly SortedDictionary<string, (long Answers, long CutOff, long WithoutUsage)> _byModel = new(StringComparer.Ordinal);

    /// <summary>At most two lines a model.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _byModel.Where(m => m.Value.CutOff > 0).Select(m => CutOff(m.Key, m.Value.CutOff, m.Value.Answers)),
        .. _byModel.Where(m => m.Value.WithoutUsage > 0).Select(m => Untold(m.Key, m.Value.WithoutUsage)),
    ];

    public void Add(TrialRecord trial, string judge)
    {
        Add(trial.Condition.Model, trial.Answer is null ? 0 : 1, trial.IsCutOff ? 1 : 0, trial.AttemptsWithoutUsage);
        Add(judge, 0, 0, trial.JudgeAttemptsWithoutUsage ?? 0);
    }

    private void Add(string model, int answers, int cutOff, int withoutUsage)
    {
        if (EmbeddedModels.IsNamed(model)) return;
        var known = _byModel.GetValueOrDefault(model);
        _byModel[model] = (known.Answers + answers, known.CutOff + cutOff, known.WithoutUsage + withoutUsage);
    }

    private static string CutOff(string model, long cutOff, long answers) => string.Create(
        CultureInfo.InvariantCulture,
        $"{cutOff:N0} of {answers:N0} answers of {model} {(cutOff == 1 ? "was" : "were")} cut off at its output limit, and scored as far as they go. A larger ?max_output=N gives them room.");

    private static string Untold(string model, long calls) => string.Create(
        CultureInfo.InvariantCulture,
        $"{calls:N0} {(calls == 1 ? "call" : "calls")} of {model} came without usage: what they took is in no sum of tokens or dollars; the budget counts estimates for them.");
}
