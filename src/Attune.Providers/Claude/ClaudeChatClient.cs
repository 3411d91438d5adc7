using System.Runtime.CompilerServices;
using Anthropic;
using Attune.Providers.Http;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Claude;

/// <summary>
/// Messages, as Anthropic's endpoint speaks them: text in, text out. Options and answers are the SDK's work, the prompt is ours.
/// Thread-safe.
/// </summary>
/// <param name="client">Makes the requests; its own <see cref="HttpClient"/> is not used.</param>
/// <param name="endpoint">Whose model answers.</param>
/// <param name="faults">Names them.</param>
/// <param name="handler">Sends the requests; shared by all calls, and stays the caller's to dispose.</param>
internal sealed class ClaudeChatClient(AnthropicClient client, Endpoint endpoint, CallFaults faults, HttpMessageHandler handler) : IChatClient
{
    /// <summary>Enough for an answer in full; the protocol wants a limit, and the SDK's own is 1,024.</summary>
    internal const int OutputTokens = 4096;

    /// <summary>What the SDK is given to send; <see cref="ClaudePromptHandler"/> puts the prompt in its place.</summary>
    private static readonly ChatMessage[] Placeholder = [new(ChatRole.User, "prompt")];

    private readonly ChatClientMetadata _metadata = new(endpoint.Vendor.Provider, endpoint.Url, endpoint.Name.Model);
    private readonly AnthropicThinkingMode _thinking = ThinkingModes.Of(endpoint.Name.Model);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var http = Http(messages, options);
        var response = await Sdk(http).GetResponseAsync(Placeholder, WithoutInstructions(options), cancellationToken).ConfigureAwait(false);
        response.Usage = FullUsage.Of(response.Usage);
        return IsNothing(response) ? throw faults.Unreadable("gives an answer without content") : response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var http = Http(messages, options);
        await foreach (var update in Sdk(http).GetStreamingResponseAsync(Placeholder, WithoutInstructions(options), cancellationToken).ConfigureAwait(false))
        {
            foreach (var usage in update.Contents.OfType<UsageContent>()) FullUsage.Rename(usage.Details);
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Holds nothing of its own: connections are shared by all clients of the process.</summary>
    public void Dispose() { }

    /// <summary>A model that declines, or whose thoughts used up its tokens, may rightly have said nothing.</summary>
    private static bool IsNothing(ChatResponse response) =>
        response.FinishReason != ChatFinishReason.ContentFilter && response.FinishReason != ChatFinishReason.Length && response.Messages.All(m => m.Contents.Count == 0);

    /// <summary>One for each call, for it carries the call's prompt. Costs some objects; the connections are below it.</summary>
    private HttpClient Http(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        new(new ClaudePromptHandler(new(messages, options?.Instructions), handler), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    private IChatClient Sdk(HttpClient http) =>
        client.WithOptions(options => options with { HttpClient = http }).AsIChatClient(endpoint.Name.Model, OutputTokens, _thinking);

    /// <summary>The prompt has them already.</summary>
    private static ChatOptions? WithoutInstructions(ChatOptions? options)
    {
        if (options?.Instructions is null) return options;
        var rest = options.Clone();
        rest.Instructions = null;
        return rest;
    }
}
