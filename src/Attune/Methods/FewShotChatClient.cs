using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>Shows three worked examples of preference, query and good answer before the question (RealPref appendix C.2, "Few-Shot Chain-of-Thought").</summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-few-shot-cot</c>; by default the prompts that ship with Attune.</param>
public sealed class FewShotChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _examples = (prompts ?? PromptLibrary.Default).Render("method-few-shot-cot", new Dictionary<string, object?>());

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_examples);
}
