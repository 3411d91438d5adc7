using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// Answers in four calls (InterPref section 4.3 and appendix E): <c>extract</c> lists the preferences that the history shows,
/// <c>choose</c> takes those that bear on the question, <c>plan</c> says what each changes, and the last call answers with them in view.
/// The first and the last call begin with the history as it is, so that endpoints read it from their cache; the first is the same for
/// every question on a history. A list that cannot be read is handed on as the text it is. Where nothing is extracted or chosen, the
/// bare question is asked at once. The steps are in <see cref="MethodSteps"/>.
/// </summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-workflow-extract</c>, <c>-choose</c>, <c>-plan</c> and <c>-answer</c>; by default the prompts that ship with Attune.</param>
public sealed class WorkflowChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : StepwiseChatClient(innerClient)
{
    private readonly PromptLibrary _prompts = prompts ?? PromptLibrary.Default;

    private protected override async Task<IReadOnlyList<ChatMessage>> PromptAsync(
        IReadOnlyList<ChatMessage> messages, StepCalls steps, CancellationToken cancellationToken)
    {
        if (AskedQuestion.In(messages) is not { History.Count: > 0 } asked) return messages;

        var extracted = await steps.AskListAsync("extract", [.. asked.History, new(ChatRole.User, Prompt("extract", new()))], [], cancellationToken).ConfigureAwait(false);
        if (extracted.Result.Count == 0) return messages;

        var chosen = await steps.AskListAsync("choose", [asked.Instead(Over("choose", extracted.Result, asked))], extracted.Result, cancellationToken).ConfigureAwait(false);
        if (chosen.Result.Count == 0) return messages;

        var plan = await steps.AskListAsync("plan", [asked.Instead(Over("plan", chosen.Result, asked))], [], cancellationToken).ConfigureAwait(false);
        return asked.WithPreface(Prompt("answer", new() { ["preferences"] = chosen.Result, ["plan"] = plan.Result }));
    }

    private string Over(string step, IReadOnlyList<string> preferences, AskedQuestion asked) => Prompt(step, new()
    {
        ["preferences"] = preferences.Count == 1 ? preferences : [.. preferences.Select((p, i) => $"{i + 1}. {p}")],
        ["question"] = asked.Question.Text,
    });

    private string Prompt(string step, Dictionary<string, object?> values) => _prompts.Render($"method-workflow-{step}", values);
}
