using Attune.Histories;
using Attune.Models;
using Attune.Runs.Costs;
using Attune.Tokens;

namespace Attune.Runs;

/// <summary>
/// Cuts histories to what a model's context holds, where the experiment wants it so: the same history for all trials of one model on
/// it, so that they share their prompt's beginning. Thread-safe.
/// </summary>
internal sealed class HistoryFit
{
    private readonly Truncation? _truncation;
    private readonly IReadOnlyDictionary<string, ChatModel> _models;
    private readonly LastMessage _last;
    private readonly MessageTokens _tokens;

    /// <exception cref="BadInputException">The experiment does not say how to cut.</exception>
    public HistoryFit(string? truncate, IReadOnlyDictionary<string, ChatModel> models, LastMessage last, MessageTokens tokens)
    {
        _truncation = truncate is null ? null : Word.Parse<Truncation>(truncate, "truncate");
        (_models, _last, _tokens) = (models, last, tokens);
    }

    /// <summary>Models that nothing can be cut for.</summary>
    public IEnumerable<string> Notes => _truncation is null ? [] : _models.Values
        .Where(m => m is { IsEmbedded: false, ContextWindow: null, Window: null })
        .Select(m => $"The context window of {m.Name} is not known, so no history is cut for it; models.yaml can say it.");

    /// <summary>The history that a model gets.</summary>
    /// <param name="history">As planned; null inside for the blind floor.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="group">All trials on the history, those included that are done.</param>
    public Lazy<History?> Of(Lazy<History?> history, string model, TrialGroup group) =>
        Budget(_models[model], group) is { } budget ? new(() => history.Value?.Fitted(budget, _tokens)) : history;

    /// <summary>What the context has left beside the longest question, what methods add, and the answer; null where nothing is to be cut.</summary>
    private long? Budget(ChatModel model, TrialGroup group) => _truncation is null || group.Plan is null || model is not { ContextWindow: { } window, Window: null }
        ? null
        : Math.Max(window - (model.MaxOutput ?? Assumed.LongestAnswer) - Assumed.LongestPreface - group.Trials.Max(t => _last.Bare(t.Question)), 0);
}
