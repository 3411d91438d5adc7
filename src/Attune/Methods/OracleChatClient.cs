using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>States the true preference before the question: the ceiling of every method.</summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="preference">The preference in words.</param>
/// <param name="prompts">Holds <c>method-oracle</c>; by default the prompts that ship with Attune.</param>
public sealed class OracleChatClient(IChatClient innerClient, string preference, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _statement = (prompts ?? PromptLibrary.Default)
        .Render("method-oracle", new Dictionary<string, object?> { ["preference"] = preference });

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_statement);
}
