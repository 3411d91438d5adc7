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

    /// <summary>For each call of a trial, the tokens of its prompt, of the history that it begins with, and of its answer; a history that a window cuts is shared with nobody.</summary>
    public IEnumerable<(long Prompt, long Prefix, int Output)> Of(TrialSpec trial)
    {
        IReadOnlyList<PlannedCall> calls = trial.Condition.Method == Method.Rag ? [new(true, Retrieved(trial), Assumed.Answer(trial.Question.Task))] : _last.Calls(trial);
        return calls.Select(call => call.OnHistory ? OnHistory(call.Last, call.Output) : (call.Last, 0, call.Output));
    }

    private (long Prompt, long Prefix, int Output) OnHistory(long last, int output)
    {
        if (_history is null) return (last, 0, output);
        return _window is { } window && _history.Tokens + last > window
            ? (Newest(window - last) + last, 0, output)
            : (_history.Tokens + last, _history.Tokens, output);
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
