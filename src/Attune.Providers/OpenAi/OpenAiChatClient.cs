using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Attune.Providers.Http;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Attune.Providers.OpenAi;

/// <summary>Chat completions, as OpenAI and the servers compatible with it speak them: text in, text out. Thread-safe.</summary>
internal sealed class OpenAiChatClient(ChatClient client, Endpoint endpoint, CallFaults faults) : IChatClient
{
    /// <summary>The last event of a stream.</summary>
    private const string Done = "[DONE]";

    private readonly ChatClientMetadata _metadata = new(endpoint.Vendor.Provider, endpoint.Url, endpoint.Name.Model);
    private readonly OpenAiRequest _request = new(endpoint);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var body = new OpenAiBody(_request.Of(messages, options, streams: false));
        var result = await client.CompleteChatAsync(body, new RequestOptions { CancellationToken = cancellationToken }).ConfigureAwait(false);
        using var response = result.GetRawResponse();
        try
        {
            return OpenAiAnswer.Of((ChatCompletion)result);
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
        using var body = new OpenAiBody(_request.Of(messages, options, streams: true));
        var result = await client.CompleteChatAsync(body, new RequestOptions { CancellationToken = cancellationToken, BufferResponse = false }).ConfigureAwait(false);
        using var response = result.GetRawResponse();
        if (response.ContentStream is not { } stream) yield break;
        await foreach (var sent in SseParser.Create(stream).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (sent.Data == Done) yield break;
            var update = ModelReaderWriter.Read<StreamingChatCompletionUpdate>(BinaryData.FromString(sent.Data))!;
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
