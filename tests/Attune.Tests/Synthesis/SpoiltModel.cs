using System.Collections.Concurrent;
using Attune.Models;
using Attune.Models.Embedded.Simulator;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Synthesis;

/// <summary>The simulator, with answers spoilt as a test says. Seen as a real endpoint: its name is not an embedded one.</summary>
/// <param name="spoil">Gets the request, how often it has been asked, and the answer.</param>
internal sealed class SpoiltModel(Func<string, int, string, string> spoil) : IChatClient
{
    private readonly SimulatorChatClient _simulator = new(new(Tokenizer.Default));
    private int _calls;

    public int Calls => _calls;

    public bool TellsUsage { get; init; } = true;

    public ConcurrentBag<IReadOnlyList<ChatMessage>> Prompts { get; } = [];

    public ChatModel As(string name) => new(ModelName.Parse(name), this);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _calls);
        var prompt = messages.ToList();
        Prompts.Add(prompt);
        var response = await _simulator.GetResponseAsync(prompt, options, cancellationToken);
        var asked = prompt.Count(m => m.Role == ChatRole.User);
        return new(new ChatMessage(ChatRole.Assistant, spoil(prompt.First(m => m.Role == ChatRole.User).Text, asked, response.Text))) { Usage = TellsUsage ? response.Usage : null, FinishReason = ChatFinishReason.Stop };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
