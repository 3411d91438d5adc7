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
    private readonly ConditionalWeakTable<TaskQuestion, ConcurrentDictionary<string, long>> _known = [];

    /// <summary>Tokens of the bare question.</summary>
    public long Bare(TaskQuestion question) =>
        Of(question).GetOrAdd("", _ => tokens.Count(new ChatMessage(ChatRole.User, question.Text)));

    /// <summary>
    /// Exactly what the run would send, by the method itself. What rag adds hangs on the history: see
    /// <see cref="RetrievedAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The method retrieves.</exception>
    public long Of(TrialSpec trial) => trial.Condition.Method switch
    {
        Method.NoHistory or Method.ZeroShot => Bare(trial.Question),
        Method.Rag => throw new ArgumentException("What rag adds hangs on the history.", nameof(trial)),
        var method => Of(trial.Question).GetOrAdd(method, _ => SentAsync(trial, [], new NothingFound()).GetAwaiter().GetResult()),
    };

    /// <summary>The same for rag: the retriever really runs, as it would in the run.</summary>
    public Task<long> RetrievedAsync(TrialSpec trial, History history, ITurnRetriever retriever) => SentAsync(trial, history.Messages, retriever);

    private ConcurrentDictionary<string, long> Of(TaskQuestion question) => _known.GetValue(question, _ => new(StringComparer.Ordinal));

    private async Task<long> SentAsync(TrialSpec trial, IReadOnlyList<ChatMessage> history, ITurnRetriever retriever)
    {
        using var sink = new PromptTap(new Silence());
        using var client = Method.Wrap(
            trial.Condition.Method, sink, trial.Question.Query.Question, trial.Preference.Text, retriever, prompts);
        await client.GetResponseAsync([.. history, new(ChatRole.User, trial.Question.Text)]).ConfigureAwait(false);
        return tokens.Count(sink.Prompts[0][^1]);
    }

    /// <summary>Answers nothing.</summary>
    private sealed class Silence : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse());

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    /// <summary>Finds nothing.</summary>
    private sealed class NothingFound : ITurnRetriever
    {
        public ValueTask<IReadOnlyList<int>> FindAsync(
            string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default) => ValueTask.FromResult<IReadOnlyList<int>>([]);
    }
}
