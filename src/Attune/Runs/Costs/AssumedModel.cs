using Attune.Tasks;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Costs;

/// <summary>Answers each call of a method with as many tokens as it is assumed to get, so that the method shows every prompt that it sends. For one answer.</summary>
internal sealed class AssumedModel(string method, TaskKind task) : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> _prompts = [];

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Prompts => _prompts;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var words = string.Join(' ', Enumerable.Repeat("word", Assumed.Output(method, _prompts.Count, task)));
        _prompts.Add([.. messages]);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, words)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
