using Microsoft.Extensions.AI;

namespace Attune.Providers;

/// <summary>Fills in what a call's options leave open. The caller's options are copied, never changed.</summary>
internal sealed class DefaultOptionsChatClient(IChatClient innerClient, ChatOptions defaults) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages, Filled(options), cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages, Filled(options), cancellationToken);

    private ChatOptions Filled(ChatOptions? options)
    {
        if (options is null) return defaults.Clone();
        var filled = options.Clone();
        filled.Temperature ??= defaults.Temperature;
        filled.TopP ??= defaults.TopP;
        filled.MaxOutputTokens ??= defaults.MaxOutputTokens;
        filled.Seed ??= defaults.Seed;
        filled.Reasoning ??= defaults.Reasoning;
        return filled;
    }
}
