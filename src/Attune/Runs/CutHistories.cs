using System.Globalization;

namespace Attune.Runs;

/// <summary>How many histories were cut to fit a model's context, and by how much.</summary>
internal sealed class CutHistories
{
    private readonly Dictionary<string, Dictionary<(string User, string? Expression, string? Context), long>> _byModel = new(StringComparer.Ordinal);

    /// <summary>One line a model.</summary>
    public IReadOnlyList<string> Notes => [.. _byModel.Where(m => m.Value.Values.Any(cut => cut > 0)).Select(m => Note(m.Key, [.. m.Value.Values]))];

    public void Add(TrialRecord trial)
    {
        if (trial.Condition.Context is null) return;
        if (!_byModel.TryGetValue(trial.Condition.Model, out var histories)) _byModel[trial.Condition.Model] = histories = [];
        histories[(trial.UserId, trial.Condition.Expression, trial.Condition.Context)] = trial.HistoryTokensCut;
    }

    private static string Note(string model, IReadOnlyList<long> histories)
    {
        var cut = histories.Where(tokens => tokens > 0).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cut.Count:N0} of {histories.Count:N0} histories lack their oldest random sessions, because the context of {model} is too short for them: {cut.Average():N0} tokens on average, {cut.Max():N0} at most.");
    }
}
