using Attune.Models;
using Attune.Models.Caching;
using Attune.Tasks;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>
/// Tells how much of an experiment a response cache can answer. It replays the experiment, so every request is looked for as a run
/// would send it, and nothing is sent; only embedded models do their work. For one experiment.
/// </summary>
public sealed class CacheExplainer
{
    private readonly IResponseStore _store;
    private readonly RunSetup _setup;
    private readonly Dictionary<string, ExplainedModel> _models = new(StringComparer.Ordinal);
    private readonly bool _judgeIsEmbedded;
    private readonly HashSet<(string Model, Digest First)> _beginnings;
    private (CacheRequest Request, IReadOnlyList<ChatMessage> Messages, TrialSpec Trial)? _first;
    private bool _firstIsNear;
    private TrialSpec? _trial;

    /// <summary>Checks all that a run would check before its first call.</summary>
    /// <param name="experiment">What would be run.</param>
    /// <param name="resolve">As for <see cref="Runner"/>.</param>
    /// <param name="store">What is stored; stays the caller's to dispose.</param>
    /// <exception cref="BadInputException">Something is wrong with the experiment, its dataset or the store.</exception>
    public CacheExplainer(Experiment experiment, Func<ModelName, MessageTokens, ChatModel> resolve, IResponseStore store)
    {
        _store = store;
        _beginnings = [.. store.Requests().Select(r => (r.Head.Model, r.First))];
        _judgeIsEmbedded = ModelName.Parse(experiment.Judge).Provider == EmbeddedModels.Provider;
        _setup = new RunSetup(experiment, resolve, new CallRetry(), new ResponseCache(store, CacheMode.Replay) { Looked = Looked });
    }

    /// <summary>Goes through the trials in the order of a run.</summary>
    /// <param name="limit">Trials to look at; null means all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BadInputException">The store cannot be read.</exception>
    public async Task<CacheExplanation> ExplainAsync(int? limit = null, CancellationToken cancellationToken = default)
    {
        var (looked, unknown) = (0, 0);

        using var queue = new TrialQueue(MissingTrials.Of(_setup, SettledTrials.None, _ => { }), 1, TimeProvider.System);
        while (looked < (limit ?? int.MaxValue) && await queue.TakeAsync(cancellationToken).ConfigureAwait(false) is { } due)
        {
            looked++;
            _trial = due.Trial;
            if (AsksCached(due.Trial))
            {
                var record = await _setup.Trials.RunAsync(new(due.Trial), due.History, cancellationToken).ConfigureAwait(false);
                if (record.Outcome == TrialOutcome.Failed && IsJudged(due.Trial)) unknown += Judging.Judge.Dimensions.Count;
            }

            queue.Ended(due);
        }

        return new()
        {
            Trials = looked,
            Planned = _setup.Planner.Groups().Sum(g => g.Trials.Count),
            Models = [.. _models.Values.OrderBy(m => m.Model, StringComparer.Ordinal)],
            UnknownJudgeRequests = unknown,
            First = _first is { } first ? Missing(first.Request, first.Messages, first.Trial) : null,
        };
    }

    private void Looked(CacheRequest request, IReadOnlyList<ChatMessage> messages, bool found)
    {
        var name = request.Head.Name;
        var model = _models.GetValueOrDefault(name) ?? new(name, 0, 0);
        _models[name] = found ? model with { Stored = model.Stored + 1 } : model with { Missing = model.Missing + 1 };
        if (!found) Missed(request, messages);
    }

    /// <summary>A request that shares its beginning with a stored one says more: what differs can be named to the message.</summary>
    private void Missed(CacheRequest request, IReadOnlyList<ChatMessage> messages)
    {
        if (_firstIsNear) return;
        var isNear = _beginnings.Contains((request.Head.Model, request.Messages[0]));
        if (isNear || _first is null) (_first, _firstIsNear) = ((request, messages, _trial!), isNear);
    }

    private MissingRequest Missing(CacheRequest request, IReadOnlyList<ChatMessage> messages, TrialSpec trial) =>
        new(request.Head.Name, trial.Condition, trial.Question.Query.Id, NearestRequest.Difference(_store.Requests(), request, messages));

    private bool AsksCached(TrialSpec trial) => !_setup.IsEmbedded(trial.Condition.Model) || IsJudged(trial);

    private bool IsJudged(TrialSpec trial) => !_judgeIsEmbedded && trial.Question.Task == TaskKind.OpenEnded;
}
