using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// Says before the question what the task is: an answer for this user, shaped by what the history shows of them (InterPref section
/// 4.3, "task description"). Names no preference.
/// </summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-task-description</c>; by default the prompts that ship with Attune.</param>
public sealed class TaskDescriptionChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _description = Description(prompts ?? PromptLibrary.Default);

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_description);

    /// <summary>What the methods that build on the description begin with.</summary>
    internal static string Description(PromptLibrary prompts) => prompts.Render("method-task-description", new Dictionary<string, object?>());
}
