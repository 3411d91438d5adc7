using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>Reminds the model, before the question, of the preferences that the history shows (RealPref appendix C.2, "Reminder").</summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-reminder</c>; by default the prompts that ship with Attune.</param>
public sealed class ReminderChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _reminder = (prompts ?? PromptLibrary.Default).Render("method-reminder", new Dictionary<string, object?>());

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_reminder);
}
