using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attune.Histories;
using Attune.Methods;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Tasks;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Costs;

/// <summary>How many tokens follow the history in a prompt: the question, and what the method puts before it. Thread-safe.</summary>
internal sealed class LastMessage(PromptLibrary prompts, MessageTokens tokens)
{
    private readonly ConditionalWeakTable<TaskQuestion, Known> _known = [];

    /// <summary>Tokens of the bare question.</summary>
    public long Bare(TaskQuestion question) => Of(question).Bare.Value;

    /// <summary>
    /// Exactly what the run would send, by the method itself; where later calls quote earlier answers, those are taken to be as long as
    /// is assumed. What rag adds hangs on the history: see <see cref="RetrievedAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The method retrieves.</exception>
    public IReadOnlyList<PlannedCall> Calls(TrialSpec trial) => trial.Condition.Method switch
    {
        Method.NoHistory or Method.ZeroShot => [new(true, Bare(trial.Question), Assumed.Answer(trial.Question.Task))],
        Method.Rag => throw new ArgumentException("What rag adds hangs on the history.", nameof(trial)),
        var method => Of(trial.Question).Calls.GetOrAdd(method, _ => CallsAsync(trial).GetAwaiter().GetResult()),
    };

    /// <summary>Tokens of the message for rag: the retriever really runs, as it would in the run.</summary>
    public async Task<long> RetrievedAsync(TrialSpec trial, History history, ITurnRetriever retriever) =>
        tokens.Count((await SentAsync(trial, history.Messages, retriever).ConfigureAwait(false))[0][^1]);

    private Known Of(TaskQuestion question) => _known.GetValue(question, q => new(new(() => tokens.Count(new ChatMessage(ChatRole.User, q.Text)))));

    private async Task<IReadOnlyList<PlannedCall>> CallsAsync(TrialSpec trial)
    {
        var history = new ChatMessage(ChatRole.User, "history");
        var prompts = await SentAsync(trial, [history], new NothingFound()).ConfigureAwait(false);
        return [.. prompts.Select((p, i) => new PlannedCall(p.Contains(history), tokens.Count(p[^1]), Assumed.Output(trial.Condition.Method, i, trial.Question.Task)))];
    }

    private async Task<IReadOnlyList<IReadOnlyList<ChatMessage>>> SentAsync(TrialSpec trial, IReadOnlyList<ChatMessage> history, ITurnRetriever retriever)
    {
        using var assumed = new AssumedModel(trial.Condition.Method, trial.Question.Task);
        using var client = Method.Wrap(
            trial.Condition.Method, assumed, trial.Question.Query.Question, trial.Preference.Text, retriever, prompts);
        await client.GetResponseAsync([.. history, new(ChatRole.User, trial.Question.Text)]).ConfigureAwait(false);
        return assumed.Prompts;
    }

    /// <summary>What is known of a question.</summary>
    private sealed class Known(Lazy<long> bare)
    {
        public ConcurrentDictionary<string, IReadOnlyList<PlannedCall>> Calls { get; } = new(StringComparer.Ordinal);

        public Lazy<long> Bare => bare;
    }

    /// <summary>Finds nothing.</summary>
    private sealed class NothingFound : ITurnRetriever
    {
        public ValueTask<IReadOnlyList<int>> FindAsync(
            string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default) => ValueTask.FromResult<IReadOnlyList<int>>([]);
    }
}
