using System.Runtime.CompilerServices;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

/// <summary>Gives finished answers, numbered, when it is let; counts its calls.</summary>
internal sealed class AnsweringChatClient : IChatClient
{
    private int _calls;

    public int Calls => _calls;

    public bool IsDisposed { get; private set; }

    /// <summary>The answer to the n-th call.</summary>
    public Func<int, ChatResponse> Answer { get; set; } = n => Finished($"Answer {n}");

    /// <summary>What a call waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completes when a call was cancelled.</summary>
    public TaskCompletionSource Cancelled { get; } = new();

    /// <summary>Whether streams break before their end.</summary>
    public bool Breaks { get; set; }

    public static ChatResponse Finished(string text) => new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var n = Interlocked.Increment(ref _calls);
        try
        {
            await Gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }

        return Answer(n);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        foreach (var word in (string[])["Yes, ", "tea"]) yield return new(ChatRole.Assistant, word);
        yield return Breaks ? throw Faults.Of(CallFault.Network) : new(ChatRole.Assistant, ".") { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => IsDisposed = true;
}
