using Microsoft.Extensions.AI;

namespace Attune.Tests;

/// <summary>A model that answers as the test says and keeps every prompt as it was sent.</summary>
internal sealed class RecordingChatClient(Func<IReadOnlyList<ChatMessage>, string>? answer = null) : IChatClient
{
    public List<IReadOnlyList<ChatMessage>> Prompts { get; } = [];

    public IReadOnlyList<ChatMessage> Sent => Prompts.Single();

    public ChatFinishReason? FinishReason { get; init; } = ChatFinishReason.Stop;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return new(new ChatMessage(ChatRole.Assistant, Record(messages))) { FinishReason = FinishReason };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var word in Record(messages).Split(' ')) yield return new(ChatRole.Assistant, word);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private string Record(IEnumerable<ChatMessage> messages)
    {
        var prompt = messages.ToList();
        lock (Prompts) Prompts.Add(prompt);
        return answer?.Invoke(prompt) ?? "ok";
    }
}
