using Microsoft.Extensions.AI;

namespace Attune.Tests.Methods;

/// <summary>Answers call after call with what a test gives it; keeps prompts and options. An exception among the answers is thrown.</summary>
internal sealed class StepModel(params object[] answers) : IChatClient
{
    public List<IReadOnlyList<ChatMessage>> Prompts { get; } = [];

    public List<ChatOptions?> Options { get; } = [];

    /// <summary>Tells usage of 10 in and 2 out with every call but this one, from 0; null means with all.</summary>
    public int? Silent { get; init; }

    public Action<int> OnCall { get; init; } = _ => { };

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        OnCall(Prompts.Count);
        cancellationToken.ThrowIfCancellationRequested();
        var call = Prompts.Count;
        Prompts.Add([.. messages]);
        Options.Add(options);
        return answers[call] is Exception fault
            ? throw fault
            : new(new ChatMessage(ChatRole.Assistant, (string)answers[call]))
            {
                ResponseId = $"r{call}",
                FinishReason = ChatFinishReason.Stop,
                Usage = call == Silent ? null : new() { InputTokenCount = 10, OutputTokenCount = 2, TotalTokenCount = 12 },
            };
    }

    /// <summary>One letter an update, the way to find whatever hangs on where a stream is cut; then usage.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var letter in response.Text) yield return new(ChatRole.Assistant, letter.ToString()) { ResponseId = response.ResponseId, MessageId = "m" };
        yield return new() { ResponseId = response.ResponseId, MessageId = "m", FinishReason = response.FinishReason };
        if (response.Usage is not null) yield return new() { ResponseId = response.ResponseId, MessageId = "m", Contents = [new UsageContent(response.Usage)] };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
