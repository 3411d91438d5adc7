using System.ClientModel;
using System.Runtime.CompilerServices;
using Attune.Providers.Http;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Attune.Providers.OpenAi;

/// <summary>Chat completions, as OpenAI and the servers compatible with it speak them: text in, text out. Thread-safe.</summary>
internal sealed class OpenAiChatClient(ChatClient client, Endpoint endpoint, CallFaults faults) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(endpoint.Vendor.Provider, endpoint.Url, endpoint.Name.Model);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Of(options, endpoint.IsVendors);
        var result = await client.CompleteChatAsync(OpenAiRequest.Of(messages, options), request, cancellationToken).ConfigureAwait(false);
        try
        {
            return OpenAiAnswer.Of(result.Value);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The SDK looks at the first choice when it is asked, and only then finds that there is none.
            throw faults.Unreadable("gives an answer without choices");
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Of(options, endpoint.IsVendors);
        AsyncCollectionResult<StreamingChatCompletionUpdate> updates =
            client.CompleteChatStreamingAsync(OpenAiRequest.Of(messages, options), request, cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false))
        {
            if (update.Patch.Contains("$.error"u8)) throw faults.OfError(ErrorBody.Read($$"""{"error":{{update.Patch.GetJson("$.error"u8)}}}"""));
            yield return OpenAiAnswer.Of(update);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Holds nothing of its own: connections are shared by all clients of the process.</summary>
    public void Dispose() { }
}
