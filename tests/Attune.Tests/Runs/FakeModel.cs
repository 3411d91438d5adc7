using Microsoft.Extensions.AI;

namespace Attune.Tests.Runs;

/// <summary>A model that answers as a test says and remembers what it was asked.</summary>
internal sealed class FakeModel(Func<string, CancellationToken, Task<string>> answer) : IChatClient
{
    private int _inFlight;
    private int _most;
    private int _calls;

    public FakeModel(Func<string, string> answer) : this((question, _) => Task.FromResult(answer(question)))
    {
    }

    public int Calls => _calls;

    /// <summary>The most calls that were ever in flight at once.</summary>
    public int Most => _most;

    public int InFlight => _inFlight;

    /// <summary>Why each answer ends.</summary>
    public ChatFinishReason? Finish { get; set; } = ChatFinishReason.Stop;

    /// <summary>Whether it says what an answer took.</summary>
    public bool Counts { get; set; } = true;

    public bool IsDisposed { get; private set; }

    /// <summary>Answers from the whole prompt in the place of its last message; null where that is enough.</summary>
    public Func<IReadOnlyList<ChatMessage>, string>? FromPrompt { get; init; }

    /// <summary>Answers each task in its form: A, yes, or a sentence.</summary>
    public static string Obliging(string question) =>
        question.EndsWith("letter only.", StringComparison.Ordinal) ? "A" : question.EndsWith("Yes or No only.", StringComparison.Ordinal) ? "Yes" : "Bake some bread.";

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Interlocked.Increment(ref _calls);
        var now = Interlocked.Increment(ref _inFlight);
        for (var most = _most; now > most; most = _most) Interlocked.CompareExchange(ref _most, now, most);
        try
        {
            var text = FromPrompt is { } all ? all([.. messages]) : await answer(messages.Last().Text, cancellationToken);
            return new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = Finish, Usage = Counts ? new() { InputTokenCount = 10, OutputTokenCount = 2 } : null };
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => IsDisposed = true;
}
