using System.Globalization;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Histories;
using Attune.Methods;
using Attune.Models;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>
/// Lays out trials of a run again as they were asked, from dataset, condition and method, without asking anybody. Whether a prompt is the
/// one that was sent, its hash tells. Holds the dataset's people, questions and random sessions. Thread-safe.
/// </summary>
internal sealed class RunReplay
{
    private readonly Dataset _dataset;
    private readonly TrialPlanner _planner;
    private readonly HistoryBuilder _histories;
    private readonly PromptLibrary _prompts;
    private readonly MessageTokens _tokens = new(Tokenizer.Default);
    private readonly Lazy<IReadOnlyDictionary<string, Transcript>> _random;

    /// <param name="record">The run.</param>
    /// <param name="dataset">What it asked about.</param>
    /// <exception cref="BadInputException">The dataset does not fit the experiment.</exception>
    public RunReplay(RunRecord record, Dataset dataset)
    {
        _dataset = dataset;
        _prompts = PromptsOf(record);
        var seed = record.Experiment.Seed ?? 0;
        _planner = new(record.Experiment, dataset, _prompts);
        _histories = new(new(_planner.Plans.Any(p => p.NeedsPool) ? dataset.RandomSessions : [], _tokens, seed), _tokens, seed);
        _random = new(() => dataset.RandomSessions.ToDictionary(s => s.Id, s => new Transcript(s), StringComparer.Ordinal));
        Differences = record.Identity.Differences(record.Identity with { DatasetHash = dataset.Hash, PromptsHash = _prompts.Hash });
    }

    /// <summary>What the run asked about, as it is today.</summary>
    public Dataset Dataset => _dataset;

    /// <summary>In what the dataset or the prompts of today differ from those of the run; empty where they are the same.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>Counts tokens; what was counted once is known.</summary>
    public MessageTokens Tokens => _tokens;

    /// <summary>The trial as it was asked; null where the experiment on this dataset has no such trial.</summary>
    public async Task<ReplayedTrial?> OfAsync(TrialRecord trial, CancellationToken cancellationToken = default)
    {
        foreach (var group in _planner.GroupsOf(trial.UserId))
        {
            if (group.Trials.FirstOrDefault(t => t.Key == trial.Key) is not { } spec) continue;
            var history = group.Plan is null ? null : Cut(LaidOut(group, group.Plan), trial);
            var revealing = history?.Evidence(spec.Evidence) ?? [];
            var (prompt, found) = await FirstPromptAsync(spec, history, cancellationToken).ConfigureAwait(false);
            return new(spec, history, revealing, found, prompt, trial.PromptHash is { } hash && PromptHash.Of(prompt) == hash);
        }

        return null;
    }

    private static PromptLibrary PromptsOf(RunRecord record)
    {
        if (record.Experiment.Prompts is not { } folder) return PromptLibrary.Default;
        try
        {
            var own = PromptLibrary.WithOverrides(folder);
            return own.Hash == record.Identity.PromptsHash ? own : PromptLibrary.Default;
        }
        catch (BadInputException)
        {
            return PromptLibrary.Default;
        }
    }

    /// <summary>As many of the oldest random sessions are left out as were then.</summary>
    private History Cut(History history, TrialRecord trial) => trial.HistoryTokensCut > 0 ? history.Fitted(trial.HistoryTokens, _tokens) : history;

    private History LaidOut(TrialGroup group, ContextPlan plan)
    {
        var own = _dataset.SessionsOf(group.UserId).Select(s => new Transcript(s)).ToList();
        if (group.Sessions is not { } sessions) return _histories.Build(group.UserId, own, group.Expression!, plan);
        var byId = own.ToDictionary(t => t.Session.Id, StringComparer.Ordinal);
        return _histories.Around(group.UserId, [.. sessions.Select(id => byId.GetValueOrDefault(id) ?? _random.Value[id])], group.Expression!, plan);
    }

    /// <summary>Has the method ask a model that keeps the prompt and answers nothing.</summary>
    private async Task<(IReadOnlyList<ChatMessage> Prompt, IReadOnlySet<ChatMessage> Found)> FirstPromptAsync(TrialSpec spec, History? history, CancellationToken cancellationToken)
    {
        using var listener = new ListeningChatClient();
        var recorded = new RecordingRetriever(new Bm25());
        IChatClient model = Window(spec.Condition.Model) is { } window ? new WindowChatClient(listener, window, _tokens) : listener;
        var client = Method.Wrap(spec.Condition.Method, model, spec.Question.Query.Question, spec.Preference.Text, recorded, _prompts);
        try
        {
            await client.GetResponseAsync([.. history?.Messages ?? [], new(ChatRole.User, spec.Question.Text)], cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ListeningChatClient.HeardException)
        {
            // The first prompt is all that can be rebuilt: what follows holds what the model wrote.
        }

        return (listener.Heard, (history?.Messages ?? []).Where(recorded.Found).ToHashSet());
    }

    private static int? Window(string model) =>
        ModelName.Parse(model).Parameters.TryGetValue("window", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var window) ? window : null;

    private sealed class ListeningChatClient : IChatClient
    {
        public IReadOnlyList<ChatMessage> Heard { get; private set; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Heard = [.. messages];
            throw new HeardException();
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        /// <summary>Ends the method after its first call.</summary>
        public sealed class HeardException : Exception;
    }
}
