using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>
/// Stands right before the model and keeps the prompts as sent, each attempt of a call on its own, so that evidence is judged by
/// what the model really saw. For one trial.
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

    /// <summary>Leaves the model's client open: it serves the other trials too.</summary>
    protected override void Dispose(bool disposing)
    {
    }
}
