using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>
/// Stands after method and window and keeps the prompts as sent, so that evidence is judged by what the model really saw. For one trial.
/// </summary>
internal sealed class PromptTap(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    private readonly List<IReadOnlyList<ChatMessage>> _prompts = [];

    /// <summary>One prompt a call, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Prompts => _prompts;

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        _prompts.Add(prompt);
        return base.GetResponseAsync(prompt, options, cancellationToken);
    }
}
