using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.Tests.Chats;

/// <summary>A model that a test speaks for.</summary>
internal sealed class SaidModel : IChatClient
{
    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    /// <summary>Its answers, in pieces; it may wait or fail on the way.</summary>
    public Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<string>> Say { get; set; } = (messages, _) => Pieces($"I heard: {messages[^1].Text}");

    public ChatModel Resolve(ModelName name, MessageTokens tokens) =>
        name.Text == "said:model" ? new(name, this) : EmbeddedModels.Create(name, tokens);

    public static async IAsyncEnumerable<string> Pieces(params string[] pieces)
    {
        foreach (var piece in pieces)
        {
            await Task.Yield();
            yield return piece;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        Asked.Enqueue(asked);
        await foreach (var piece in Say(asked, cancellationToken)) yield return new(ChatRole.Assistant, piece);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
