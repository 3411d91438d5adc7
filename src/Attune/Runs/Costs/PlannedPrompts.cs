using Attune.Histories;
using Attune.Methods;
using Attune.Models;
using Attune.Retrieval;
using Attune.Tokens;

namespace Attune.Runs.Costs;

/// <summary>The lengths of the prompts on one history for one model, as the run would send them.</summary>
internal sealed class PlannedPrompts
{
    private readonly LastMessage _last;
    private readonly History? _history;
    private readonly int? _window;
    private readonly ITurnRetriever _retriever;
    private readonly MessageTokens _tokens;
    private readonly Dictionary<string, long> _retrieved;

    /// <param name="last">Counts what follows the history.</param>
    /// <param name="history">Null for the blind floor.</param>
    /// <param name="model">Who is asked.</param>
    /// <param name="retriever">Runs for rag, once for each query.</param>
    /// <param name="retrieved">Keeps, by query, how many tokens rag quotes from the history; for all models on it.</param>
    /// <param name="tokens">Counts the history's messages.</param>
    public PlannedPrompts(
        LastMessage last, History? history, ChatModel model, ITurnRetriever retriever, Dictionary<string, long> retrieved, MessageTokens tokens) =>
        (_last, _history, _window, _retriever, _retrieved, _tokens) = (last, history, model.Window, retriever, retrieved, tokens);

    /// <summary>Tokens of a trial's prompt, and of the history that it begins with; a history that a window cuts is shared with nobody.</summary>
    public (long Prompt, long Prefix) Of(TrialSpec trial)
    {
        var last = trial.Condition.Method == Method.Rag ? Retrieved(trial) : _last.Of(trial);
        if (_history is null) return (last, 0);
        return _window is { } window && _history.Tokens + last > window ? (Newest(window - last) + last, 0) : (_history.Tokens + last, _history.Tokens);
    }

    /// <summary>What rag quotes for a query is the same in every task; only the question after it differs.</summary>
    private long Retrieved(TrialSpec trial)
    {
        var query = trial.Question.Query.Id;
        if (!_retrieved.TryGetValue(query, out var preface))
            _retrieved[query] = preface = _last.RetrievedAsync(trial, _history!, _retriever).GetAwaiter().GetResult() - _last.Bare(trial.Question);
        return preface + _last.Bare(trial.Question);
    }

    /// <summary>Tokens of the newest whole messages that fit.</summary>
    private long Newest(long room)
    {
        var kept = 0L;
        for (var i = _history!.Messages.Count - 1; i >= 0 && kept + _tokens.Count(_history.Messages[i]) <= room; i--) kept += _tokens.Count(_history.Messages[i]);
        return kept;
    }
}
