using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// Answers in three calls: a <c>draft</c> as without any method, <c>criticise</c>, which holds it against what the history shows of the
/// user, and the answer again with that put right. Every call begins with the history as it is. Draft and criticism are in
/// <see cref="MethodSteps"/>.
/// </summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-self-critic-criticise</c> and <c>method-self-critic-revise</c>; by default the prompts that ship with Attune.</param>
public sealed class SelfCriticChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : StepwiseChatClient(innerClient)
{
    private readonly PromptLibrary _prompts = prompts ?? PromptLibrary.Default;

    private protected override async Task<IReadOnlyList<ChatMessage>> PromptAsync(
        IReadOnlyList<ChatMessage> messages, StepCalls steps, CancellationToken cancellationToken)
    {
        if (AskedQuestion.In(messages) is not { History.Count: > 0 } asked) return messages;

        var draft = await steps.AskAsync("draft", messages, cancellationToken).ConfigureAwait(false);
        if (draft.Text.Length == 0) return messages;

        var values = new Dictionary<string, object?> { ["question"] = asked.Question.Text, ["draft"] = draft.Text };
        var criticise = asked.Instead(_prompts.Render("method-self-critic-criticise", values));
        values["criticism"] = (await steps.AskAsync("criticise", [.. asked.History, criticise], cancellationToken).ConfigureAwait(false)).Text;
        return asked.WithPreface(_prompts.Render("method-self-critic-revise", values));
    }
}
