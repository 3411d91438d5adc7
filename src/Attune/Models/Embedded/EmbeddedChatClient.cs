using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>A model with a simple mechanism that runs in the process. It sees the messages and nothing else. Thread-safe.</summary>
/// <param name="tokens">Counts its usage.</param>
internal abstract class EmbeddedChatClient(MessageTokens tokens) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var reply = new ChatMessage(ChatRole.Assistant, Answer(prompt));
        var (input, output) = (tokens.Count(prompt), tokens.Count(reply));
        return Task.FromResult(new ChatResponse(reply)
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new() { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    protected abstract string Answer(IReadOnlyList<ChatMessage> prompt);
}
