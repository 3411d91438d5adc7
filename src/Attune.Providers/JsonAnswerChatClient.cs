using System.Runtime.CompilerServices;
using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Providers;

/// <summary>
/// Asks for JSON as the endpoint takes it: by response format, or, once that has been refused, in words at the end of the last message.
/// Calls without a JSON format pass. What comes back is not checked, and may stand in a code fence. Thread-safe.
/// </summary>
internal sealed class JsonAnswerChatClient(IChatClient innerClient, JsonFormats formats) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.ResponseFormat is not ChatResponseFormatJson format)
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);

        List<ChatMessage> prompt = [.. messages];
        if (formats.Takes(format))
        {
            try
            {
                return await base.GetResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelCallException e) when (e.Fault == CallFault.UnsupportedFormat)
            {
                formats.Refuse();
            }
        }

        return await base.GetResponseAsync(InWords(prompt, format), WithoutFormat(options), cancellationToken).ConfigureAwait(false);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = options?.ResponseFormat is ChatResponseFormatJson format
            ? await BeginAsync([.. messages], options, format, cancellationToken).ConfigureAwait(false)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);
        await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return update;
    }

    /// <summary>A refusal comes before the first piece, so that one is waited for before anything is handed on.</summary>
    private async Task<IAsyncEnumerable<ChatResponseUpdate>> BeginAsync(
        List<ChatMessage> prompt, ChatOptions options, ChatResponseFormatJson format, CancellationToken cancellationToken)
    {
        if (formats.Takes(format))
        {
            var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                return Rest(updates, await updates.MoveNextAsync().ConfigureAwait(false));
            }
            catch (ModelCallException e) when (e.Fault == CallFault.UnsupportedFormat)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
                formats.Refuse();
            }
            catch
            {
                await updates.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return base.GetStreamingResponseAsync(InWords(prompt, format), WithoutFormat(options), cancellationToken);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Rest(IAsyncEnumerator<ChatResponseUpdate> updates, bool any)
    {
        await using (updates.ConfigureAwait(false))
        {
            for (; any; any = await updates.MoveNextAsync().ConfigureAwait(false)) yield return updates.Current;
        }
    }

    /// <summary>Only the last message becomes another: what stands before it stays the prefix that calls share.</summary>
    private static List<ChatMessage> InWords(List<ChatMessage> prompt, ChatResponseFormatJson format)
    {
        var words = PromptLibrary.Default.Render("answer-json", new Dictionary<string, object?> { ["schema"] = format.Schema?.GetRawText() }).TrimEnd();
        if (prompt.Count == 0) return [new(ChatRole.User, words)];
        var last = prompt[^1].Clone();
        last.Contents = [.. last.Contents, new TextContent("\n\n" + words)];
        return [.. prompt.SkipLast(1), last];
    }

    private static ChatOptions WithoutFormat(ChatOptions options)
    {
        var rest = options.Clone();
        rest.ResponseFormat = null;
        return rest;
    }
}
