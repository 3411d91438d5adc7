using System.Globalization;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>
/// Refuses a prompt that does not fit the model's context, before anything is sent. Texts are counted with our tokenizer, roles and
/// framing not at all: a model that cuts text into more tokens may refuse a little less. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">The model.</param>
/// <param name="model">Its name, for the fault.</param>
/// <param name="window">Tokens that fit its context, input and output together.</param>
/// <param name="maxOutput">Tokens of an answer, where a call does not say; null leaves no room for one.</param>
/// <param name="tokens">Counts the prompt.</param>
public sealed class ContextWindowChatClient(IChatClient innerClient, string model, int window, int? maxOutput, MessageTokens tokens) : DelegatingChatClient(innerClient)
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallException"><see cref="CallFault.ContextTooLong"/>: nothing was sent.</exception>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(Fitting(messages, options), options, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ModelCallException"><see cref="CallFault.ContextTooLong"/>: nothing was sent.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(Fitting(messages, options), options, cancellationToken);

    private IReadOnlyList<ChatMessage> Fitting(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var length = tokens.Count(prompt);
        var output = options?.MaxOutputTokens ?? maxOutput;
        if (length + (output ?? 0) <= window) return prompt;
        var answer = output is { } most ? string.Create(CultureInfo.InvariantCulture, $" and the answer's {most:N0}") : "";
        throw new ModelCallException(CallFault.ContextTooLong, new(
            model,
            string.Create(CultureInfo.InvariantCulture, $"has a context of {window:N0} tokens; the prompt's {length:N0}{answer} do not fit, and nothing was sent"),
            "Choose a shorter --context, leave out old random sessions with --truncate oldest-random, or let it see the newest tokens only with ?window=N"));
    }
}
