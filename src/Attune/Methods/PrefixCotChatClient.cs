using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// Describes the task and has the answer begin with a short thought about the user, "Given your ..." (the finding of InterPref section
/// 4.2). The model is told so, as in the paper: putting the words into its mouth is something that many endpoints refuse. The thought
/// stays in the answer, which streams as it comes.
/// </summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-task-description</c> and <c>method-prefix-cot</c>; by default the prompts that ship with Attune.</param>
public sealed class PrefixCotChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _instruction = TaskDescriptionChatClient.Description(prompts ?? PromptLibrary.Default)
        + "\n" + (prompts ?? PromptLibrary.Default).Render("method-prefix-cot", new Dictionary<string, object?>());

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_instruction);
}
