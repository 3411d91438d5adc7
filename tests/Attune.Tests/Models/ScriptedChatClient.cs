using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

/// <summary>Does for each call what its script says; counts the calls.</summary>
internal sealed class ScriptedChatClient(Func<int, string> answer) : IChatClient
{
    public int Calls { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer(++Calls))));

    /// <summary>One piece a word; a word "!" breaks the stream.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var word in answer(++Calls).Split(' '))
            yield return word == "!" ? throw Faults.Of(Attune.Models.CallFault.Network) : new ChatResponseUpdate(ChatRole.Assistant, word);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
