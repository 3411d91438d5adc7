using System.Runtime.CompilerServices;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>
/// Describes the task and has the model think in writing before it answers (InterPref section 4.3, "chain of thought"). Only what follows
/// the line "Answer:" is the answer; the thoughts are the step <c>think</c> of <see cref="MethodSteps"/>. Where that line is missing, the
/// whole text is the answer and there is no step. A stream holds the thoughts back and then passes the answer on as it comes.
/// </summary>
/// <param name="innerClient">The client to help.</param>
/// <param name="prompts">Holds <c>method-task-description</c> and <c>method-cot</c>; by default the prompts that ship with Attune.</param>
public sealed class CotChatClient(IChatClient innerClient, PromptLibrary? prompts = null) : PrefacingChatClient(innerClient)
{
    private readonly string _instruction = TaskDescriptionChatClient.Description(prompts ?? PromptLibrary.Default)
        + "\n" + (prompts ?? PromptLibrary.Default).Render("method-cot", new Dictionary<string, object?>());

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (ThoughtAnswer.In(response.Text) is not { } thought) return response;
        var answer = (response.Messages.LastOrDefault(m => m.Text.Length > 0) ?? new(ChatRole.Assistant, "")).Clone();
        answer.Contents = [.. response.Messages.SelectMany(m => m.Contents).Where(c => c is not TextContent), new TextContent(thought.Answer)];
        return MethodSteps.Onto(response, [thought.Step], response.Usage, [answer]);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var thoughts = new ThoughtStream();
        ChatResponseUpdate? last = null;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            last = update;
            yield return With(update, thoughts.Next(update.Text));
        }

        if (last is not null && thoughts.Rest() is { Length: > 0 } rest) yield return new(last.Role, rest) { MessageId = last.MessageId, ResponseId = last.ResponseId };
        if (thoughts.Step is { } step) yield return MethodSteps.Closing([step], last);
    }

    /// <inheritdoc/>
    protected override ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken) => ValueTask.FromResult(_instruction);

    /// <summary>Whatever an update carries besides text goes through at once.</summary>
    private static ChatResponseUpdate With(ChatResponseUpdate update, string text)
    {
        var passed = update.Clone();
        var others = update.Contents.Where(c => c is not TextContent);
        passed.Contents = text.Length > 0 ? [new TextContent(text), .. others] : [.. others];
        return passed;
    }
}
