using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Training;

/// <summary>A model that knows whom it talks to by the history that it is shown: the steps of a method are lists, and the answer is for that user.</summary>
internal sealed partial class UserModel(Func<string, string, ChatResponse> answer) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var user = all.Select(m => Speaker().Match(m.Text)).FirstOrDefault(m => m.Success)?.Value ?? "nobody";
        return Task.FromResult(all[^1].Text.Contains("JSON list", StringComparison.Ordinal)
            ? new ChatResponse(new ChatMessage(ChatRole.Assistant, $"[\"{ExportFixture.StepText} {user}\"]")) { FinishReason = ChatFinishReason.Stop }
            : answer(user, all[^1].Text));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }

    [GeneratedRegex(@"\bu\d(?= on p)")]
    private static partial Regex Speaker();
}
